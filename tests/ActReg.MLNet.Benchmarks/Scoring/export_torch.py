"""Writes networks as ONNX files by torch.onnx.export: export_torch.py NAME NETWORK.safetensors NETWORK.onnx

Weights have the names that GetWeights(WeightFormat.PyTorch) gives them. The file's input is Features, [rows, features], and its output Score.
"""
import json
import struct
import sys

import torch
from torch import nn
from torch.nn.functional import max_pool2d, relu


class Dense(nn.Module):
    def __init__(self):
        super().__init__()
        self.dense, self.dense_1, self.dense_2 = nn.Linear(28, 256), nn.Linear(256, 256), nn.Linear(256, 1)

    def forward(self, x):
        return self.dense_2(relu(self.dense_1(relu(self.dense(x)))))


class Images(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv2d, self.conv2d_1, self.dense, self.dense_1 = nn.Conv2d(1, 16, 3), nn.Conv2d(16, 32, 3), nn.Linear(800, 64), nn.Linear(64, 1)

    def forward(self, x):
        x = max_pool2d(relu(self.conv2d(x.view(-1, 1, 28, 28))), 2)
        x = max_pool2d(relu(self.conv2d_1(x)), 2)
        return self.dense_1(relu(self.dense(x.flatten(1))))


class Recurrent(nn.Module):
    def __init__(self, cell, name):
        super().__init__()
        setattr(self, name, cell)
        self.cell, self.dense = name, nn.Linear(32, 1)

    def forward(self, x):
        outputs, _ = getattr(self, self.cell)(x.view(-1, 20, 8))
        return self.dense(outputs[:, -1])


NETWORKS = {
    "dense": Dense, "images": Images,
    "lstm": lambda: Recurrent(nn.LSTM(8, 32, batch_first=True), "lstm"),
    "gru": lambda: Recurrent(nn.GRU(8, 32, batch_first=True), "gru"),
}


def load(path):
    with open(path, "rb") as file:
        data = file.read()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8:8 + length])
    return {
        name: torch.frombuffer(bytearray(data[8 + length + start:8 + length + end]), dtype=torch.float32).reshape(entry["shape"])
        for name, entry in header.items() if name != "__metadata__" for start, end in [entry["data_offsets"]]}


def main(name, weights_path, onnx_path):
    network = NETWORKS[name]().eval()
    network.load_state_dict(load(weights_path))
    features = {"dense": 28, "images": 784}.get(name, 160)
    torch.onnx.export(
        network, torch.zeros(2, features), onnx_path, input_names=["Features"], output_names=["Score"], opset_version=12,
        dynamic_axes={"Features": {0: "rows"}, "Score": {0: "rows"}})


main(*sys.argv[1:])
