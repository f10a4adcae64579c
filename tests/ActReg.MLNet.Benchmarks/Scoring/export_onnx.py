"""Writes a network of dense layers with ReLU between them as an ONNX file, by torch.onnx.export.

Usage: export_onnx.py NETWORK.json NETWORK.onnx
The JSON is a list of weight arrays in the order kernel, bias, kernel, bias, ..., each with its shape and its values, row-major; kernels
are [inputs, units]. The file's input is Features and its output Score; both have any number of rows.
"""
import json
import sys

import torch


def tensor(array):
    return torch.tensor(array["values"], dtype=torch.float32).reshape(array["shape"])


def network(arrays):
    layers = []
    for kernel, bias in zip(arrays[::2], arrays[1::2]):
        inputs, units = kernel["shape"]
        linear = torch.nn.Linear(inputs, units)
        linear.weight.data = tensor(kernel).T.contiguous()
        linear.bias.data = tensor(bias)
        layers += [linear, torch.nn.ReLU()]
    return torch.nn.Sequential(*layers[:-1])


def main(weights_path, onnx_path):
    with open(weights_path) as file:
        arrays = json.load(file)
    torch.onnx.export(
        network(arrays).eval(), torch.zeros(1, arrays[0]["shape"][0]), onnx_path, input_names=["Features"], output_names=["Score"],
        dynamic_axes={"Features": {0: "rows"}, "Score": {0: "rows"}})


main(*sys.argv[1:])
