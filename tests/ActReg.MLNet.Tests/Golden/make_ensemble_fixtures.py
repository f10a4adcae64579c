#!/usr/bin/env python3
"""Writes ensembles.json.gz beside this file: small ensembles in one network, TabM-mini (Gorishniy, Kotelnikov and Babenko, "TabM: advancing
tabular deep learning with parameter-efficient ensembling", 2024), by PyTorch 1.13 in float64.

make_layer_fixtures.py and make_tabular_fixtures.py, whose code trains them, have the conventions of cases and losses. What they have not:

  batch_ensemble        x of shape [rows, units] times scale of shape [members, units]: [rows, members, units]
  member_output         for each member m, x_m K_m + b_m, with K (kernel) of shape [members, inputs, units] and b (bias) [members, units].
                        The data loss is the mean over members of the losses of what each puts out. The logits outside of training are,
                        times f of shape [units] (factor), those of the mean of the members' probabilities: p being that mean, of one
                        unit log(p / (1 - p)), of several log p. f is not trained, its gradient is 0

Weights of an output layer may have kernel penalties.
"""

import numpy as np
import torch
from torch.nn import functional

import fixture_json
import make_layer_fixtures as layers
import make_tabular_fixtures as tabular
from make_layer_fixtures import L1, dense, l1l2, layer, normalization
from make_tabular_fixtures import parametric, periodic

layers.RANGES.update(factor=(0.5, 1.5))


class Network(tabular.Network):
    def batch_ensemble(self, item, x):
        return x[:, None] * self.weight(f"{item['name']}/scale", (item["members"], x.shape[-1]))

    def member_output(self, item, x):
        members, inputs = x.shape[1:]
        factor, kernel, bias = (self.weight(f"{item['name']}/{name}", shape) for name, shape in (
            ("factor", (item["units"],)), ("kernel", (members, inputs, item["units"])), ("bias", (members, item["units"]))))
        outputs = torch.einsum("rmi,miu->rmu", x, kernel) + bias
        if self.is_training:
            return outputs
        if item["units"] == 1:
            p = torch.sigmoid(outputs).mean(1)
            return factor * torch.log(p / (1 - p))
        return factor * torch.log(torch.softmax(outputs, -1).mean(1))


def losses(model, weights, rows):
    features, labels, row_weights = rows
    members = model.run(weights, features, row_weights, is_training=True)
    smoothing = model.network["label_smoothing"]
    each = []
    for member in range(members.shape[1]):
        logits = members[:, member]
        if logits.shape[1] == 1:
            targets = labels.to(logits.dtype) * (1 - smoothing) + smoothing / 2
            each.append(functional.binary_cross_entropy_with_logits(logits[:, 0], targets, reduction="none"))
        else:
            each.append(functional.cross_entropy(logits, labels, reduction="none", label_smoothing=smoothing))
    data = (row_weights * sum(each) / len(each)).sum() / row_weights.sum()
    return data + 0 * weights["member_output/factor"].sum(), model.penalty, layers.kernel_penalty(model.network, weights)


layers.Network, layers.losses = Network, losses


def members(count, **other):
    return layer("batch_ensemble", members=count, **other)


def case(name, input_shape, hidden, classes=1, output=None, **other):
    made = tabular.case(name, input_shape, hidden, classes=classes, **other)
    return {**made, "output": {"name": "member_output", **layer("member_output", units=classes, **(output or {}))}}


def both(name, *arguments, **other):
    return [case(name, *arguments, weighted=weighted, **other) for weighted in (False, True)]


CASES = [
    *both("binary", [4], [members(3), dense(5, "tanh", **L1), dense(3, "tanh")]),
    *both("multiclass", [4], [members(3), dense(5, "tanh")], classes=3),
    case("behind_layers", [3], [periodic(5, 4), dense(6, "tanh"), members(2, activity=l1l2(l2=0.1)), dense(3, "mish")], weighted=True),
    case("whole_vectors", [8], [members(2), dense(16, "tanh"), dense(8, "tanh", **L1)], classes=8),
    case("alone", [5], [members(4, **L1)], classes=3, weighted=True),
    case("penalized_kernels", [4], [members(3), dense(4, "relu", kernel_l1=0.01)], output={"kernel_l1": 0.01, "kernel_l2": 0.02}),
    case("other_layers", [4], [members(3), dense(4), normalization("layer_normalization"), parametric("mish", **L1), layer("scale"),
                               layer("activity_regularization", activity=l1l2(0.02, 0.03, "batch_sum"))], weighted=True),
    *[case(f"label_smoothing_{classes}", [4], [members(3), dense(3, "tanh")], smoothing=0.2, classes=classes) for classes in (1, 3)],
]

META = {
    **tabular.META,
    "made_by": f"make_ensemble_fixtures.py, NumPy {np.__version__}, PyTorch {torch.__version__}; its docstring has the formulas",
}

if __name__ == "__main__":
    torch.set_num_threads(1)
    fixture_json.write("ensembles.json.gz", {"meta": META, "cases": [layers.solve(network) for network in CASES]})
