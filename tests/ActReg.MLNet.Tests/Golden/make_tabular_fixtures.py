#!/usr/bin/env python3
"""Writes tabular.json.gz beside this file: the pieces of RealMLP (Holzmueller, Grinsztajn and Steinwart, "Better by default: strong
pre-tuned MLPs and boosted trees on tabular data", 2024) in small networks, by PyTorch 1.13 in float64.

make_layer_fixtures.py, whose code trains them, has the conventions of cases and losses. What it has not:

  selu, mish            torch.selu, functional.mish
  scale                 x times scale, on the last axis
  parametric_activation (1 - alpha) x + alpha f(x), on the last axis
  periodic_embedding    for each feature x, x itself, then cos(2 pi w x + b) V + c, with w of shape [features, frequencies]
                        (frequencies), b the same (phases), V [features, width - 1, frequencies] (kernel) and c [features, width - 1]
                        (bias): PBLD, all features one after the other
  label_smoothing       e: cross-entropy with y (1 - e) + e / classes for a label's y of 0 or 1; classes is 2 where there is one
                        logit. In training alone
"""

import math

import numpy as np
import torch
from torch.nn import functional

import fixture_json
import make_layer_fixtures as layers
from make_layer_fixtures import FLATTEN, GLOBAL_AVERAGE, IMAGE, L1, SEQUENCE, conv, dense, l1l2, layer

layers.ACTIVATIONS.update(selu=torch.selu, mish=functional.mish)
layers.RANGES.update(scale=(0.5, 1.5), alpha=(0.5, 1.5), frequencies=(-0.3, 0.3), phases=(-math.pi, math.pi))


class Network(layers.Network):
    def parametric_activation(self, item, x):
        alpha = self.weight(f"{item['name']}/alpha", (x.shape[-1],))
        return (1 - alpha) * x + alpha * layers.ACTIVATIONS[item["function"]](x)

    def scale(self, item, x):
        return x * self.weight(f"{item['name']}/scale", (x.shape[-1],))

    def periodic_embedding(self, item, x):
        features, frequencies, width = x.shape[1], item["frequencies"], item["width"]
        w, b, v, c = (self.weight(f"{item['name']}/{name}", shape) for name, shape in (
            ("frequencies", (features, frequencies)), ("phases", (features, frequencies)),
            ("kernel", (features, width - 1, frequencies)), ("bias", (features, width - 1))))
        waves = torch.cos(2 * math.pi * w * x[..., None] + b)
        embedded = torch.einsum("rfk,fdk->rfd", waves, v) + c
        return torch.cat([x[..., None], embedded], -1).reshape(len(x), -1)


def losses(model, weights, rows):
    features, labels, row_weights = rows
    logits = model.run(weights, features, row_weights, is_training=True)
    smoothing = model.network["label_smoothing"]
    if logits.shape[1] == 1:
        targets = labels.to(logits.dtype) * (1 - smoothing) + smoothing / 2
        each = functional.binary_cross_entropy_with_logits(logits[:, 0], targets, reduction="none")
    else:
        each = functional.cross_entropy(logits, labels, reduction="none", label_smoothing=smoothing)
    data = (row_weights * each).sum() / row_weights.sum()
    return data, model.penalty, layers.kernel_penalty(model.network, weights)


layers.Network, layers.losses = Network, losses


def parametric(function, **other):
    return layer("parametric_activation", function=function, **other)


def periodic(frequencies, width, **other):
    return layer("periodic_embedding", frequencies=frequencies, width=width, **other)


def case(*arguments, smoothing=0.0, **other):
    return {**layers.case(*arguments, **other), "label_smoothing": smoothing}


def both(name, *arguments, **other):
    return [case(name, *arguments, weighted=weighted, **other) for weighted in (False, True)]


CASES = [
    *both("selu_mish", [5], [dense(4, "selu", **L1), dense(3, "mish", activity=l1l2(l2=0.1))]),
    *both("parametric_activations", [5], [dense(4), parametric("mish", **L1), dense(9), parametric("selu"), parametric("sigmoid")]),
    case("parametric_activation_image", IMAGE, [conv(2, 3, 3), parametric("selu", **L1), FLATTEN]),
    case("parametric_activation_sequence", SEQUENCE, [parametric("mish", **L1), FLATTEN], weighted=True, classes=3),
    *both("scale", [5], [layer("scale", activity=l1l2(l2=0.1)), dense(4, "tanh"), layer("scale")]),
    case("scale_image", IMAGE, [conv(2, 3, 3, "tanh"), layer("scale", **L1), GLOBAL_AVERAGE]),
    case("scale_sequence", SEQUENCE, [layer("scale", **L1), FLATTEN], weighted=True, classes=3),
    *both("label_smoothing_binary", [4], [dense(3, "tanh", **L1)], smoothing=0.2),
    *both("label_smoothing_multiclass", [4], [dense(3, "tanh")], smoothing=0.1, classes=3),
    *both("periodic_embedding", [3], [periodic(5, 4, **L1), dense(4, "tanh")]),
    case("periodic_embedding_behind_scale", [2], [layer("scale"), periodic(8, 2), dense(3, "mish")]),
    case("periodic_embedding_wide", [2], [periodic(3, 12, activity=l1l2(l2=0.1))], weighted=True, classes=3),
]

META = {
    **layers.META,
    "made_by": f"make_tabular_fixtures.py, NumPy {np.__version__}, PyTorch {torch.__version__}; its docstring has the formulas",
    "label_smoothing": "of the loss, data loss and gradients",
}

if __name__ == "__main__":
    torch.set_num_threads(1)
    fixture_json.write("tabular.json.gz", {"meta": META, "cases": [layers.solve(network) for network in CASES]})
