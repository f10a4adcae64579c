"""Layers of Keras computed by NumPy in double precision, from their documentation; channels come last. Used by make_keras_fixtures.py."""
import math

import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


ERF = np.vectorize(math.erf)
ACTIVATIONS = {
    "linear": lambda x: x,
    "relu": lambda x: np.maximum(x, 0),
    "leaky_relu": lambda x: np.where(x > 0, x, 0.2 * x),
    "elu": lambda x: np.where(x > 0, x, np.exp(np.minimum(x, 0)) - 1),
    "gelu": lambda x: 0.5 * x * (1 + ERF(x / math.sqrt(2))),
    "selu": lambda x: 1.0507009873554805 * np.where(x > 0, x, 1.6732632423543772 * (np.exp(np.minimum(x, 0)) - 1)),
    "silu": lambda x: x * sigmoid(x),
    "mish": lambda x: x * np.tanh(np.log1p(np.exp(x))),
    "tanh": np.tanh,
    "sigmoid": sigmoid,
    "softmax": lambda x: np.exp(x - x.max(-1, keepdims=True)) / np.exp(x - x.max(-1, keepdims=True)).sum(-1, keepdims=True),
}


def pairs(value):
    return tuple(value) if isinstance(value, (list, tuple)) else (value, value)


def pad_same(x, size, strides, dilation, fill):
    """What TensorFlow's SAME puts around: of an odd number the one more comes after."""
    widths = [(0, 0)]
    for n, k, s, d in zip(x.shape[1:3], size, strides, dilation):
        total = max((math.ceil(n / s) - 1) * s + (k - 1) * d + 1 - n, 0)
        widths.append((total // 2, total - total // 2))
    return np.pad(x, widths + [(0, 0)], constant_values=fill)


def windows(x, size, strides, dilation):
    """[rows, output height, output width, kernel height, kernel width, channels]"""
    (kh, kw), (sh, sw), (dh, dw) = size, strides, dilation
    oh = (x.shape[1] - (kh - 1) * dh - 1) // sh + 1
    ow = (x.shape[2] - (kw - 1) * dw - 1) // sw + 1
    out = np.empty((len(x), oh, ow, kh, kw, x.shape[3]))
    for i in range(kh):
        for j in range(kw):
            out[:, :, :, i, j] = x[:, i * dh:i * dh + (oh - 1) * sh + 1:sh, j * dw:j * dw + (ow - 1) * sw + 1:sw]
    return out


def conv2d(x, kernel, bias, strides, padding, dilation, groups):
    size = kernel.shape[:2]
    if padding == "same":
        x = pad_same(x, size, strides, dilation, 0)
    inputs, outputs = x.shape[3] // groups, kernel.shape[3] // groups
    parts = [
        np.einsum("rabijc,ijcf->rabf", windows(x[..., g * inputs:(g + 1) * inputs], size, strides, dilation), kernel[..., g * outputs:(g + 1) * outputs])
        for g in range(groups)
    ]
    return np.concatenate(parts, -1) + bias


def conv2d_transpose(x, kernel, bias, strides, padding):
    """Each pixel becomes its value times the kernel, [height, width, filters, channels]; what overlaps adds up."""
    (kh, kw), (sh, sw) = kernel.shape[:2], strides
    h, w = x.shape[1:3]
    full = np.zeros((len(x), (h - 1) * sh + max(kh, sh), (w - 1) * sw + max(kw, sw), kernel.shape[2]))
    for i in range(h):
        for j in range(w):
            full[:, i * sh:i * sh + kh, j * sw:j * sw + kw] += np.einsum("rc,ijfc->rijf", x[:, i, j], kernel)
    if padding == "same":
        top, left = max(kh - sh, 0) // 2, max(kw - sw, 0) // 2
        full = full[:, top:top + h * sh, left:left + w * sw]
    return full + bias


def pool2d(x, kind, size, strides, padding):
    fill = -np.inf if kind == "max" else np.nan
    if padding == "same":
        x = pad_same(x, size, strides, (1, 1), fill)
    values = windows(x, size, strides, (1, 1))
    return values.max((3, 4)) if kind == "max" else np.nanmean(values, (3, 4))


def recurrent(x, kind, weights, units, mask, reverse, return_sequences):
    """Steps that are masked leave outputs and state as they were."""
    kernel, recurrent_kernel, bias = weights
    h = c = np.zeros((len(x), units))
    outputs = []
    for t in reversed(range(x.shape[1])) if reverse else range(x.shape[1]):
        xt = x[:, t]
        if kind == "SimpleRNN":
            new, state = np.tanh(xt @ kernel + h @ recurrent_kernel + bias), c
        elif kind == "LSTM":
            i, f, g, o = np.split(xt @ kernel + h @ recurrent_kernel + bias, 4, 1)
            state = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
            new = sigmoid(o) * np.tanh(state)
        else:
            xz, xr, xh = np.split(xt @ kernel + bias[0], 3, 1)
            hz, hr, hh = np.split(h @ recurrent_kernel + bias[1], 3, 1)
            z, r = sigmoid(xz + hz), sigmoid(xr + hr)
            new, state = z * h + (1 - z) * np.tanh(xh + r * hh), c
        keep = np.ones((len(x), 1), bool) if mask is None else mask[:, t:t + 1]
        h, c = np.where(keep, new, h), np.where(keep, state, c)
        outputs.append(h)
    if not return_sequences:
        return h
    return np.stack(outputs[::-1] if reverse else outputs, 1)


def apply(kind, config, weights, x, mask):
    """What a layer puts out for what it gets, and the mask behind it."""
    act = ACTIVATIONS[config.get("activation", "linear")]
    if kind == "Dense":
        return act(x @ weights[0] + weights[1]), mask
    if kind == "Activation":
        return act(x), mask
    if kind == "ReLU":
        return np.where(x > 0, x, config["negative_slope"] * x), mask
    if kind == "LeakyReLU":
        return np.where(x > 0, x, config["negative_slope"] * x), mask
    if kind == "ELU":
        return np.where(x > 0, x, config["alpha"] * (np.exp(np.minimum(x, 0)) - 1)), mask
    if kind == "Softmax":
        return ACTIVATIONS["softmax"](x), mask
    if kind in ("Dropout", "ActivityRegularization"):
        return x, mask
    if kind == "BatchNormalization":
        gamma, beta, mean, variance = weights
        return gamma * (x - mean) / np.sqrt(variance + config["epsilon"]) + beta, mask
    if kind == "LayerNormalization":
        gamma, beta = weights
        return gamma * (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + config["epsilon"]) + beta, mask
    if kind == "Conv1D":
        size = (1, config["kernel_size"][0])
        y = conv2d(x[:, None], weights[0][None], weights[1], (1, config["strides"][0]), config["padding"], (1, config["dilation_rate"][0]), config["groups"])
        return act(y[:, 0]), None
    if kind == "Conv2D":
        return act(conv2d(x, weights[0], weights[1], config["strides"], config["padding"], config["dilation_rate"], config["groups"])), None
    if kind == "Conv2DTranspose":
        return act(conv2d_transpose(x, weights[0], weights[1], config["strides"], config["padding"])), None
    if kind in ("MaxPooling1D", "AveragePooling1D"):
        y = pool2d(x[:, None], "max" if kind.startswith("Max") else "mean", (1, config["pool_size"][0]), (1, config["strides"][0]), config["padding"])
        return y[:, 0], None
    if kind in ("MaxPooling2D", "AveragePooling2D"):
        return pool2d(x, "max" if kind.startswith("Max") else "mean", config["pool_size"], config["strides"], config["padding"]), None
    if kind.startswith("GlobalMaxPooling"):
        return x.max(tuple(range(1, x.ndim - 1))), None
    if kind.startswith("GlobalAveragePooling"):
        if mask is not None:
            return (x * mask[..., None]).sum(1) / mask.sum(1, keepdims=True), None
        return x.mean(tuple(range(1, x.ndim - 1))), None
    if kind == "Flatten":
        return x.reshape(len(x), -1), None
    if kind == "Reshape":
        return x.reshape(len(x), *config["target_shape"]), None
    if kind == "RepeatVector":
        return np.repeat(x[:, None], config["n"], 1), None
    if kind == "UpSampling1D":
        return np.repeat(x, config["size"], 1), None
    if kind == "UpSampling2D":
        return np.repeat(np.repeat(x, config["size"][0], 1), config["size"][1], 2), None
    if kind == "Embedding":
        numbers = x.astype(int)
        return weights[0][numbers], numbers != 0 if config["mask_zero"] else None
    if kind == "Masking":
        mask = np.any(x != config["mask_value"], -1)
        return x * mask[..., None], mask
    if kind in ("SimpleRNN", "GRU", "LSTM"):
        returned = config["return_sequences"]
        return recurrent(x, kind, weights, config["units"], mask, False, returned), mask if returned else None
    if kind == "Bidirectional":
        inner = config["layer"]["config"]
        sides = [
            recurrent(x, config["layer"]["class_name"], weights[3 * i:3 * i + 3], inner["units"], mask, i == 1, inner["return_sequences"]) for i in range(2)
        ]
        return np.concatenate(sides, -1), mask if inner["return_sequences"] else None
    raise ValueError(kind)
