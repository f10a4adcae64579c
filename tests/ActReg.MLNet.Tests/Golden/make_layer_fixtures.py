#!/usr/bin/env python3
"""Writes layers.json.gz beside this file: convolutional and recurrent networks, by PyTorch 1.13's own layers in float64.

Small networks take three full-batch steps of gradient descent from given weights. Each row has a weight, 1 unless the case is
weighted; W is their sum. A step's loss is

  data loss          sum over rows of weight times cross-entropy from logits (binary, or softmax over three classes), over W
  activity penalty   the sum over layers that have one, of what the layer puts out, all of it,
                     l1l2: the sum over rows of weight times (l1 sum |a| + l2 sum a^2), times 1 (batch_sum), 1 / W (batch_mean)
                     or 1 / (W values per row) (element_mean);
                     temporal: activation sum a_t^2 + temporal sum (a_t - a_(t-1))^2, each sum over rows by weight and reduced in
                     that way, with element_mean dividing the second by W (timesteps - 1) units (Merity, McCann and Socher,
                     "Revisiting activation regularization for language RNNs", 2017)
  kernel penalty     the sum over layers of l1 sum |w| + l2 sum w^2 over kernels: not biases, not recurrent kernels

Conventions are Keras's, and converted to PyTorch's here: weights have Keras's layouts, features an image's channels first,
everything after them has the channels last, which shows in the order of a flattened image. Dense layers and normalizations
work on the last axis. Padding "same" is TensorFlow's: the output has ceil(n / stride) places, and of an odd number of padding
zeros the one more comes after. Average pooling does not count padding. A transposed convolution is the gradient of a
convolution by its input, as in TensorFlow, whose length is n stride (same) or n stride + max(extent - stride, 0). A GRU's reset gate comes after the product (Keras's
reset_after, which is PyTorch's GRU); its gates are z, r, h, an LSTM's i, f, c, o.

The script draws other weights where a first gradient differs from finite differences, or float32 from float64, by more than
meta states, which a kink near a value does, and stops if that goes on.
"""

import math

import numpy as np
import torch
from torch.nn import functional

import fixture_json

STEPS = 3
RATE = 0.1
ROWS = 5
DRAWS = 20
DIFFERENCE = 1e-6
DIFFERENCE_TOLERANCE = 1e-8
FLOAT_TOLERANCE = 2e-6
ACTIVATIONS = {"linear": lambda x: x, "relu": torch.relu, "tanh": torch.tanh, "sigmoid": torch.sigmoid}
RANGES = {
    "bias": (-0.3, 0.3), "gamma": (0.5, 1.5), "beta": (-0.5, 0.5), "moving_mean": (-0.5, 0.5), "moving_variance": (0.5, 1.5),
    "embeddings": (-1, 1),
}
CELLS = {"simple_rnn": (1, torch.rnn_tanh), "gru": (3, torch.gru), "lstm": (4, torch.lstm)}
# PyTorch's gates among Keras's.
GATES = {"simple_rnn": [0], "gru": [1, 0, 2], "lstm": [0, 1, 2, 3]}


def l1l2(l1=0.0, l2=0.0, reduction="batch_mean"):
    return {"regularizer": "l1l2", "l1": l1, "l2": l2, "reduction": reduction}


def temporal(activation, difference, reduction):
    return {"regularizer": "temporal", "activation": activation, "temporal": difference, "reduction": reduction}


def layer(kind, **other):
    return {"layer": kind, "activation": None, "activity": None, "kernel_l1": 0.0, "kernel_l2": 0.0, **other}


def conv(rank, filters, size, activation="linear", strides=1, padding="valid", dilation=1, groups=1, **other):
    if rank == 2:
        size, strides, dilation = ([n] * 2 if isinstance(n, int) else list(n) for n in (size, strides, dilation))
    return layer(f"conv{rank}d", filters=filters, kernel_size=size, strides=strides, padding=padding, dilation_rate=dilation,
                 groups=groups, **{"activation": activation, **other})


def transposed(filters, size, activation="linear", **other):
    item = conv(2, filters, size, activation, **other)
    return {**{key: value for key, value in item.items() if key != "groups"}, "layer": "conv2d_transpose"}


def pooling(kind, rank, size, strides=None, padding="valid", **other):
    size, strides = ([n] * 2 if rank == 2 and isinstance(n, int) else n for n in (size, strides or size))
    return layer(f"{kind}_pooling{rank}d", pool_size=list(size) if rank == 2 else size,
                 strides=list(strides) if rank == 2 else strides, padding=padding, **other)


def recurrent(cell, units, sequences=False, bidirectional=False, **other):
    return layer(cell, units=units, return_sequences=sequences, bidirectional=bidirectional, **other)


def dense(units, activation="linear", **other):
    return layer("dense", units=units, **{"activation": activation, **other})


def normalization(kind, **other):
    return layer(kind, epsilon=0.01, momentum=0.75 if kind == "batch_normalization" else None, **other)


def reshape(*shape):
    return layer("reshape", target_shape=list(shape))


FLATTEN = layer("flatten")
GLOBAL_MAX = layer("global_max_pooling")
GLOBAL_AVERAGE = layer("global_average_pooling")


def case(name, input_shape, layers, weighted=False, classes=1):
    counts = {}

    def named(item):
        kind = "bidirectional" if item.get("bidirectional") else item["layer"]
        number = counts[kind] = counts.get(kind, -1) + 1
        return {"name": kind + (f"_{number}" if number else ""), **item}

    return {"name": name + ("_weighted" if weighted else ""), "input_shape": input_shape, "weighted": weighted,
            "layers": [named(item) for item in layers], "output": named(dense(classes))}


def both(name, *arguments, **other):
    return [case(name, *arguments, weighted=weighted, **other) for weighted in (False, True)]


L1 = {"activity": l1l2(l1=0.02)}
IMAGE = [2, 5, 6]
SEQUENCE = [6, 3]

CASES = [
    *both("conv2d_activity_l1_after", IMAGE, [conv(2, 3, 3, "relu", **L1), FLATTEN]),
    case("conv2d_activity_l1_before", IMAGE, [conv(2, 3, 3, **L1), layer("activation", activation="relu"), FLATTEN]),
    case("conv2d_activity_l2_element_mean", IMAGE,
         [conv(2, 3, 3, "tanh", activity=l1l2(l2=0.5, reduction="element_mean")), GLOBAL_AVERAGE]),
    case("conv2d_stride_and_shape", IMAGE, [conv(2, 4, [2, 3], "tanh", strides=[1, 2]), FLATTEN]),
    case("conv2d_same_stride", IMAGE, [conv(2, 3, [3, 4], "tanh", strides=2, padding="same"), FLATTEN]),
    case("conv2d_dilation", IMAGE, [conv(2, 3, 2, "tanh", dilation=[3, 2], padding="same"), FLATTEN]),
    case("conv2d_groups", IMAGE, [conv(2, 4, 3, "tanh", groups=2, kernel_l1=0.01, kernel_l2=0.02), FLATTEN]),
    case("conv2d_depthwise", [3, 4, 4], [conv(2, 6, 3, "relu", groups=3, padding="same"), FLATTEN]),
    case("conv2d_stacked_multiclass", IMAGE,
         [conv(2, 3, 3, "relu", padding="same", **L1), pooling("max", 2, 2), conv(2, 2, 2, "tanh"), FLATTEN], classes=3),
    case("channels_in_the_features", [3, 2, 4], [FLATTEN, dense(3, "tanh")]),
    case("max_pooling2d_same", IMAGE, [pooling("max", 2, [2, 3], 2, "same"), FLATTEN]),
    case("average_pooling2d_same", IMAGE, [pooling("average", 2, 3, 2, "same", activity=l1l2(l2=0.1)), FLATTEN]),
    case("average_pooling2d_valid", IMAGE, [pooling("average", 2, [2, 3]), FLATTEN]),
    case("global_max_pooling_image", IMAGE, [conv(2, 3, 2, "tanh"), {**GLOBAL_MAX, **L1}]),
    case("global_average_pooling_sequence", SEQUENCE, [conv(1, 3, 2, "tanh"), {**GLOBAL_AVERAGE, **L1}]),
    *both("batch_norm_image", IMAGE, [conv(2, 3, 3, "tanh"), normalization("batch_normalization", **L1), FLATTEN]),
    case("batch_norm_sequence", SEQUENCE, [normalization("batch_normalization"), recurrent("gru", 3)], weighted=True),
    case("layer_norm_image", IMAGE, [conv(2, 3, 3), normalization("layer_normalization"), FLATTEN]),
    case("layer_norm_sequence", SEQUENCE, [recurrent("lstm", 3, True), normalization("layer_normalization"), GLOBAL_AVERAGE]),
    *both("conv1d_activity_l1", SEQUENCE, [conv(1, 4, 3, "relu", padding="same", **L1), GLOBAL_MAX]),
    case("conv1d_stride_dilation", [9, 4], [conv(1, 4, 3, "tanh", dilation=2, groups=2), pooling("max", 1, 3, 1), FLATTEN]),
    case("conv1d_same_stride", [7, 2], [conv(1, 3, 4, "tanh", strides=2, padding="same", kernel_l2=0.02), FLATTEN]),
    case("average_pooling1d_same", [7, 2], [pooling("average", 1, 3, 2, "same"), FLATTEN]),
    case("max_pooling1d", [7, 2], [pooling("max", 1, 2), FLATTEN]),
    case("dense_on_sequence", SEQUENCE, [dense(4, "tanh", kernel_l1=0.01, **L1), FLATTEN]),
    case("activity_regularization", SEQUENCE,
         [conv(1, 3, 2, "tanh"), layer("activity_regularization", activity=l1l2(0.02, 0.03, "batch_sum")), FLATTEN]),
    *[item for cell in CELLS for item in [
        *both(f"{cell}_last_output", SEQUENCE, [recurrent(cell, 4, activity=l1l2(l2=0.1), kernel_l2=0.02)]),
        case(f"{cell}_sequences", SEQUENCE,
             [recurrent(cell, 3, True, activity=l1l2(l1=0.02, reduction="element_mean")), GLOBAL_AVERAGE]),
        case(f"{cell}_bidirectional", SEQUENCE, [recurrent(cell, 3, bidirectional=True, kernel_l1=0.01, **L1)]),
        case(f"{cell}_bidirectional_stacked", SEQUENCE,
             [recurrent(cell, 3, True, True, activity=l1l2(l2=0.05)), recurrent(cell, 2, False, True)], weighted=True),
    ]],
    *[case(f"temporal_{reduction}", SEQUENCE,
           [recurrent("lstm", 3, True, activity=temporal(0.1, 0.2, reduction)), recurrent("simple_rnn", 2)], weighted=True)
      for reduction in ("batch_sum", "batch_mean", "element_mean")],
    case("conv2d_same_stride_uneven", [2, 6, 5], [conv(2, 3, [3, 4], "tanh", strides=2, padding="same"), FLATTEN]),
    case("conv2d_groups_of_channels", [4, 4, 3], [conv(2, 4, 2, "tanh", groups=2), FLATTEN]),
    case("conv1d_same_stride_uneven", SEQUENCE, [conv(1, 3, 3, "tanh", strides=2, padding="same"), FLATTEN]),
    case("conv1d_same_dilation", SEQUENCE, [conv(1, 3, 2, "tanh", dilation=3, padding="same"), FLATTEN]),
    case("conv1d_depthwise", SEQUENCE, [conv(1, 6, 3, "tanh", groups=3), FLATTEN]),
    case("max_pooling2d_activity", IMAGE, [pooling("max", 2, 2, [2, 1], **L1), FLATTEN]),
    case("average_pooling2d_same_uneven", [2, 6, 5], [pooling("average", 2, [3, 2], 2, "same"), FLATTEN]),
    case("max_pooling1d_same", SEQUENCE, [dense(2, "tanh"), pooling("max", 1, 3, 2, "same", **L1), FLATTEN]),
    case("average_pooling1d_same_uneven", SEQUENCE,
         [dense(2, "tanh"), pooling("average", 1, 3, 2, "same", **L1), FLATTEN]),
    case("average_pooling1d_valid", SEQUENCE, [dense(2, "tanh"), pooling("average", 1, 3, 2), FLATTEN]),
    case("layer_norm_activity_sequence", SEQUENCE,
         [dense(4), normalization("layer_normalization", **L1), FLATTEN], weighted=True),
    case("activation_activity_l1", IMAGE, [conv(2, 3, 3), layer("activation", activation="relu", **L1), FLATTEN], weighted=True),
    case("embedding_lstm", [4], [layer("embedding", count=5, units=3, **L1), recurrent("lstm", 3)]),
    case("embedding_conv1d", [6], [layer("embedding", count=5, units=2), conv(1, 3, 3, "tanh"), GLOBAL_MAX], weighted=True),
    *both("conv2d_transpose_activity_l1", [2, 3, 2], [transposed(3, 3, "relu", **L1), FLATTEN]),
    case("conv2d_transpose_stride_and_shape", [3, 2, 3],
         [transposed(2, [3, 4], "tanh", strides=[2, 3], kernel_l1=0.01, kernel_l2=0.02), FLATTEN]),
    case("conv2d_transpose_same_stride", [2, 2, 3], [transposed(3, [3, 4], "tanh", strides=2, padding="same"), FLATTEN]),
    case("conv2d_transpose_same_stride_uneven", [2, 3, 2], [transposed(2, [4, 5], "tanh", strides=[3, 2], padding="same"), FLATTEN]),
    case("conv2d_transpose_strides_over_windows", [2, 2, 3], [transposed(2, [1, 2], "tanh", strides=[2, 3]), FLATTEN]),
    case("conv2d_transpose_strides_over_windows_same", [1, 2, 2],
         [transposed(2, 1, "tanh", strides=[2, 3], padding="same"), FLATTEN]),
    case("conv2d_transpose_dilation", [2, 3, 4], [transposed(3, 2, "tanh", dilation=[3, 2], padding="same"), FLATTEN]),
    case("conv2d_transpose_dilation_valid", [2, 2, 2], [transposed(1, [2, 3], "tanh", dilation=[2, 1]), FLATTEN]),
    case("conv2d_transpose_one_pixel", [3], [reshape(1, 1, 3), transposed(1, [2, 3], "tanh", strides=2), FLATTEN]),
    case("up_sampling2d", IMAGE, [conv(2, 2, 3, "tanh", strides=2), layer("up_sampling2d", size=[2, 3], **L1),
                                  conv(2, 2, 2, "tanh"), FLATTEN], weighted=True),
    case("up_sampling1d", SEQUENCE, [dense(2, "tanh"), layer("up_sampling1d", size=3, activity=l1l2(l2=0.1)),
                                     conv(1, 2, 2, "tanh"), FLATTEN]),
    case("repeat_vector", SEQUENCE, [recurrent("lstm", 3), layer("repeat_vector", n=4, activity=l1l2(l2=0.1, reduction="element_mean")),
                                     recurrent("gru", 2, True), GLOBAL_AVERAGE], weighted=True),
    case("reshape_features_into_an_image", [12], [reshape(3, 2, 2), conv(2, 3, 2, "tanh"), FLATTEN]),
    case("reshape_image_into_a_sequence", [2, 2, 3], [reshape(3, -1), recurrent("simple_rnn", 2)]),
    case("reshape_sequence_into_units", SEQUENCE, [conv(1, 4, 2, "tanh"), reshape(-1), dense(2, "tanh")]),
    case("convolutional_autoencoder", [2, 4, 4],
         [conv(2, 3, 3, "relu", strides=2, padding="same"), FLATTEN, dense(3, "tanh", **L1), dense(8, "tanh"), reshape(2, 2, 2),
          transposed(3, 3, "tanh", strides=2, padding="same"), layer("up_sampling2d", size=[1, 2]), conv(2, 2, 3, "tanh"), FLATTEN],
         classes=3),
]


def every_layer(network):
    return [*network["layers"], network["output"]]


def same_padding(size, kernel, stride, dilation):
    total = max((-(-size // stride) - 1) * stride + (kernel - 1) * dilation + 1 - size, 0)
    return total // 2, total - total // 2


def per_axis(value, rank):
    return [value] if rank == 1 else value


class Network:
    """A network, whose weights are drawn as its layers are first called, in Keras's order."""

    def __init__(self, network, random):
        self.network, self.random, self.shapes, self.initial = network, random, {}, {}

    def run(self, weights, features, row_weights, is_training):
        """The logits, the activity penalty and the moved statistics; drawn weights are kept where there are none yet."""
        self.weights, self.row_weights, self.is_training = weights, row_weights, is_training
        self.penalty, self.statistics = torch.zeros((), dtype=row_weights.dtype), {}
        shape = self.network["input_shape"]
        x = features.reshape(len(features), *shape)
        if len(shape) == 3:
            x = x.permute(0, 2, 3, 1)
        for item in every_layer(self.network):
            x = ACTIVATIONS[item["activation"] or "linear"](getattr(self, item["layer"])(item, x))
            if item["activity"] is not None:
                self.penalty = self.penalty + self.activity_penalty(item["activity"], x)
        return x

    def weight(self, name, shape):
        if name not in self.weights:
            width = math.sqrt(6 / (shape[-2] + shape[-1])) if len(shape) > 1 else 0
            low, high = RANGES.get(name.split("/")[-1], (-width, width))
            self.initial[name] = fixture_json.exact_in_float(self.random.uniform(low, high, shape))
            self.weights[name] = torch.tensor(self.initial[name])
        return self.weights[name]

    def dense(self, item, x):
        kernel = self.weight(f"{item['name']}/kernel", (x.shape[-1], item["units"]))
        return functional.linear(x, kernel.T, self.weight(f"{item['name']}/bias", (item["units"],)))

    def activation(self, item, x):
        return x

    def activity_regularization(self, item, x):
        return x

    def flatten(self, item, x):
        return x.reshape(len(x), -1)

    def reshape(self, item, x):
        return x.reshape(len(x), *item["target_shape"])

    def repeat_vector(self, item, x):
        return x[:, None].repeat(1, item["n"], 1)

    def up_sampling1d(self, item, x):
        return x.repeat_interleave(item["size"], 1)

    def up_sampling2d(self, item, x):
        return x.repeat_interleave(item["size"][0], 1).repeat_interleave(item["size"][1], 2)

    def padded(self, item, x, sizes, strides, dilations, value=0.0):
        """Channels first, and padded as TensorFlow does."""
        x = x.movedim(-1, 1)
        if item["padding"] == "valid":
            return x
        pairs = [same_padding(*axis) for axis in zip(x.shape[2:], sizes, strides, dilations)]
        return functional.pad(x, [number for pair in reversed(pairs) for number in pair], value=value)

    def convolution(self, item, x, rank, convolve):
        sizes, strides, dilations = (per_axis(item[key], rank) for key in ("kernel_size", "strides", "dilation_rate"))
        kernel = self.weight(f"{item['name']}/kernel", (*sizes, x.shape[-1] // item["groups"], item["filters"]))
        bias = self.weight(f"{item['name']}/bias", (item["filters"],))
        x = self.padded(item, x, sizes, strides, dilations)
        kernel = kernel.movedim((-1, -2), (0, 1))
        return convolve(x, kernel, bias, stride=strides, dilation=dilations, groups=item["groups"]).movedim(1, -1)

    def conv2d_transpose(self, item, x):
        sizes, strides, dilations = item["kernel_size"], item["strides"], item["dilation_rate"]
        extents = [(size - 1) * dilation + 1 for size, dilation in zip(sizes, dilations)]
        overlaps = [max(extent - stride, 0) if item["padding"] == "valid" else 0 for extent, stride in zip(extents, strides)]
        shape = [n * stride + overlap for n, stride, overlap in zip(x.shape[1:], strides, overlaps)]
        kernel = self.weight(f"{item['name']}/kernel", (*sizes, item["filters"], x.shape[-1]))
        bias = self.weight(f"{item['name']}/bias", (item["filters"],))
        image = torch.zeros(len(x), *shape, item["filters"], dtype=x.dtype, requires_grad=True)
        windows = functional.conv2d(
            self.padded(item, image, sizes, strides, dilations), kernel.movedim((-1, -2), (0, 1)), stride=strides, dilation=dilations)
        return torch.autograd.grad(windows, image, x.movedim(-1, 1), create_graph=True)[0] + bias

    def conv1d(self, item, x):
        return self.convolution(item, x, 1, functional.conv1d)

    def conv2d(self, item, x):
        return self.convolution(item, x, 2, functional.conv2d)

    def maximum(self, item, x, rank, pool):
        sizes, strides = per_axis(item["pool_size"], rank), per_axis(item["strides"], rank)
        return pool(self.padded(item, x, sizes, strides, [1] * rank, -math.inf), sizes, strides).movedim(1, -1)

    def max_pooling1d(self, item, x):
        return self.maximum(item, x, 1, functional.max_pool1d)

    def max_pooling2d(self, item, x):
        return self.maximum(item, x, 2, functional.max_pool2d)

    def mean(self, item, x, rank, pool):
        sizes, strides = per_axis(item["pool_size"], rank), per_axis(item["strides"], rank)
        padded = (self.padded(item, values, sizes, strides, [1] * rank) for values in (x, torch.ones_like(x)))
        sums, counts = (pool(values, sizes, strides) for values in padded)
        return (sums / counts).movedim(1, -1)

    def average_pooling1d(self, item, x):
        return self.mean(item, x, 1, functional.avg_pool1d)

    def average_pooling2d(self, item, x):
        return self.mean(item, x, 2, functional.avg_pool2d)

    def global_max_pooling(self, item, x):
        return x.flatten(1, -2).amax(1)

    def global_average_pooling(self, item, x):
        return x.flatten(1, -2).mean(1)

    def embedding(self, item, x):
        return functional.embedding(x.long(), self.weight(f"{item['name']}/embeddings", (item["count"], item["units"])))

    def layer_normalization(self, item, x):
        gamma, beta = (self.weight(f"{item['name']}/{kind}", (x.shape[-1],)) for kind in ("gamma", "beta"))
        return functional.layer_norm(x, (x.shape[-1],), gamma, beta, item["epsilon"])

    def batch_normalization(self, item, x):
        gamma, beta, mean, variance = (self.weight(f"{item['name']}/{kind}", (x.shape[-1],))
                                       for kind in ("gamma", "beta", "moving_mean", "moving_variance"))
        channels_first = x.movedim(-1, 1)
        if not self.is_training:
            return functional.batch_norm(channels_first, mean, variance, gamma, beta, eps=item["epsilon"]).movedim(1, -1)
        # PyTorch's knows no row weights.
        places = x.reshape(len(x), -1, x.shape[-1])
        share = (self.row_weights / self.row_weights.sum())[:, None]
        batch_mean = (share * places.mean(1)).sum(0)
        batch_variance = (share * ((places - batch_mean) ** 2).mean(1)).sum(0)
        for kind, old, new in (("moving_mean", mean, batch_mean), ("moving_variance", variance, batch_variance)):
            self.statistics[f"{item['name']}/{kind}"] = (item["momentum"] * old + (1 - item["momentum"]) * new).detach()
        result = (x - batch_mean) / torch.sqrt(batch_variance + item["epsilon"]) * gamma + beta
        expected = functional.batch_norm(channels_first, None, None, gamma, beta, training=True, eps=item["epsilon"])
        expected = expected.movedim(1, -1)
        rounding = 1e-12 if x.dtype == torch.float64 else 1e-5
        assert self.network["weighted"] or torch.allclose(result, expected, rtol=0, atol=rounding)
        return result

    def recurrence(self, item, x):
        cell, units = item["layer"], item["units"]
        count, compute = CELLS[cell]
        names = [f"{item['name']}/forward_{cell}", f"{item['name']}/backward_{cell}"] if item["bidirectional"] else [item["name"]]
        parameters = []
        for name in names:
            kernel = self.weight(f"{name}/kernel", (x.shape[-1], count * units))
            recurrent_kernel = self.weight(f"{name}/recurrent_kernel", (units, count * units))
            bias = self.weight(f"{name}/bias", (2, 3 * units) if cell == "gru" else (count * units,))
            biases = bias if cell == "gru" else (bias, torch.zeros_like(bias))
            for values in (kernel.T, recurrent_kernel.T, *biases):
                parameters.append(torch.cat([values.split(units)[gate] for gate in GATES[cell]]))
        start = torch.zeros(len(names), len(x), units, dtype=x.dtype)
        outputs, *_ = compute(
            x, (start, start) if cell == "lstm" else start, parameters, True, 1, 0.0, False, item["bidirectional"], True)
        if item["return_sequences"]:
            return outputs
        return torch.cat([outputs[:, -1, :units], outputs[:, 0, units:]], 1)

    simple_rnn = gru = lstm = recurrence

    def activity_penalty(self, activity, a):
        rows = self.row_weights.sum()

        def reduced(strength, values):
            values = values.reshape(len(values), -1)
            total = (self.row_weights[:, None] * values).sum()
            divisors = {"batch_sum": 1, "batch_mean": rows, "element_mean": rows * values.shape[1]}
            return strength * total / divisors[activity["reduction"]]

        if activity["regularizer"] == "temporal":
            return reduced(activity["activation"], a**2) + reduced(activity["temporal"], (a[:, 1:] - a[:, :-1]) ** 2)
        return reduced(activity["l1"], a.abs()) + reduced(activity["l2"], a**2)


def kernel_penalty(network, weights):
    total = 0
    for item in every_layer(network):
        for name, values in weights.items():
            if name.split("/")[0] == item["name"] and name.endswith("/kernel"):
                total = total + item["kernel_l1"] * values.abs().sum() + item["kernel_l2"] * (values**2).sum()
    return total


def data_loss(logits, labels, row_weights):
    if logits.shape[1] == 1:
        each = functional.binary_cross_entropy_with_logits(logits[:, 0], labels.to(logits.dtype), reduction="none")
    else:
        each = functional.cross_entropy(logits, labels, reduction="none")
    return (row_weights * each).sum() / row_weights.sum()


def losses(model, weights, rows):
    features, labels, row_weights = rows
    logits = model.run(weights, features, row_weights, is_training=True)
    return data_loss(logits, labels, row_weights), model.penalty, kernel_penalty(model.network, weights)


def train(model, rows, dtype):
    """All steps, and inference before and after them."""
    features, labels, row_weights = rows
    rows = features.to(dtype), labels, row_weights.to(dtype)
    weights = {name: torch.tensor(values, dtype=dtype) for name, values in model.initial.items()}
    before = model.run(weights, rows[0], rows[2], is_training=False)
    history, first = [], None
    for _ in range(STEPS):
        leaves = {name: values.clone().requires_grad_("/moving_" not in name) for name, values in weights.items()}
        parts = losses(model, leaves, rows)
        sum(parts).backward()
        history.append([float(sum(parts)), *map(float, parts)])
        gradients = {name: leaf.grad for name, leaf in leaves.items() if leaf.requires_grad}
        first = first or gradients
        weights = {name: values - RATE * gradients[name] if name in gradients else values for name, values in weights.items()}
        weights.update(model.statistics)
    after = model.run(weights, rows[0], rows[2], is_training=False)
    return {"history": np.array(history), "before": before.detach().numpy(), "after": after.detach().numpy(),
            "gradients": {name: values.numpy() for name, values in first.items()},
            "weights": {name: values.numpy() for name, values in weights.items()}}


def differs_from_finite_differences(model, rows, result):
    def total(name, index, change):
        weights = {key: torch.tensor(values) for key, values in model.initial.items()}
        weights[name].view(-1)[index] += change
        return float(sum(losses(model, weights, rows)))

    return any(
        abs(slope - (total(name, index, DIFFERENCE) - total(name, index, -DIFFERENCE)) / (2 * DIFFERENCE)) > DIFFERENCE_TOLERANCE
        for name, slopes in result["gradients"].items() for index, slope in enumerate(slopes.ravel()))


def differs_in_float(model, rows, result):
    single = train(model, rows, torch.float32)
    pairs = [(single[key], result[key]) for key in ("history", "before", "after")]
    pairs += [(single[key][name], values) for key in ("gradients", "weights") for name, values in result[key].items()]
    return any(np.abs(actual - expected).max() > FLOAT_TOLERANCE for actual, expected in pairs)


def solve(network):
    for seed in range(DRAWS):
        random = np.random.RandomState(seed)
        size = (ROWS, int(np.prod(network["input_shape"])))
        embedded = network["layers"][0]["layer"] == "embedding"
        features = random.randint(0, 5, size) if embedded else fixture_json.exact_in_float(random.uniform(-1, 1, size))
        features = features.astype(float)
        labels = np.arange(ROWS) % max(network["output"]["units"], 2)
        row_weights = np.array([1, 0.5, 2, 0.25, 1.5]) if network["weighted"] else np.ones(ROWS)
        rows = torch.tensor(features), torch.tensor(labels), torch.tensor(row_weights)
        model = Network(network, random)
        model.run({}, rows[0], rows[2], is_training=False)
        result = train(model, rows, torch.float64)
        if not differs_from_finite_differences(model, rows, result) and not differs_in_float(model, rows, result):
            break
    else:
        raise SystemExit(f"{network['name']}: no draw agrees with finite differences and float32")
    print(f"{network['name']}: seed {seed}")
    total, data, activity, kernel = result["history"].T
    return {
        **network, "features": features, "labels": labels, "row_weights": row_weights, "initial_weights": listed(model.initial),
        "initial_logits": result["before"], "loss": total, "data_loss": data, "activity_penalty": activity,
        "kernel_penalty": kernel,
        "gradients": rounded(result["gradients"]), "final_weights": rounded(result["weights"]), "logits": result["after"],
    }


def listed(weights):
    return [{"name": name, "shape": list(values.shape), "values": values.ravel()} for name, values in weights.items()]


def rounded(weights):
    return listed({name: np.round(values, 10) for name, values in weights.items()})


META = {
    "made_by": f"make_layer_fixtures.py, NumPy {np.__version__}, PyTorch {torch.__version__}; its docstring has the formulas",
    "cases": f"all rows are one batch; gradient descent at a rate of {RATE}; numbers that cases start from are exact in float32",
    "input_shape": "[channels, height, width], [timesteps, features] or [features]; features: [row][value], row-major in it",
    "layers": "in order, the output layer apart; activity: the penalty on what the layer puts out, after its activation",
    "weights": "name, shape and row-major values, in Keras's order and layout",
    "loss, data_loss, activity_penalty, kernel_penalty": "[step], before its update",
    "gradients": "the loss's in step 1, of trained weights only; they and final_weights to 10 decimals",
    "initial_logits, logits": "[row][output], in inference with the initial and the final weights",
    "float_tolerance": f"float32 arithmetic stays within {FLOAT_TOLERANCE}",
}

if __name__ == "__main__":
    torch.set_num_threads(1)
    fixture_json.write("layers.json.gz", {"meta": META, "cases": [solve(network) for network in CASES]})
