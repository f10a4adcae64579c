#!/usr/bin/env python3
"""Writes networks.json.gz beside this file, with PyTorch 1.13's autograd in float64.

Small networks take five full-batch steps from given weights. Each row has a weight, 1 unless the case is weighted; W is their
sum. A step's loss is

  data loss          sum over rows of weight times cross-entropy from logits (binary, or softmax over three classes), over W
  activity penalty   f times the sum over layers of
                     l1l2: the sum over rows of weight times (l1 sum |a| + l2 sum a^2), times 1 (batch_sum), 1 / W (batch_mean)
                     or 1 / (W units) (element_mean);
                     kl: strength times the sum over units of t log(t / q) + (1 - t) log((1 - t) / (1 - q)), where t is the
                     target and q the mean over rows, by weight, of the unit's output (Ng, "Sparse autoencoder", CS294A);
                     f is the step's factor of activity_factors, a warm-up, and a the output of the layer that carries it
  kernel penalty     the sum over dense layers of l1 sum |w| + l2 sum w^2 over kernels, not biases (Keras's kernel_regularizer)

Layers are Keras 3.16's: a dense layer is activation(x kernel + bias). LayerNormalization takes mean and biased variance over
a row's units: (x - mean) / sqrt(variance + epsilon) gamma + beta. BatchNormalization takes them over the rows, by weight, so
that a row of weight 2 counts as that row twice (Keras knows no row weights there), and moves its averages after each step:
moving = momentum moving + (1 - momentum) batch, with the biased variance; inference uses the averages.
The optimizers are make_optimizer_fixtures.py's.

The script stops where a gradient differs from finite differences, a row of weight n from n equal rows, a normalization from
PyTorch's own, or float32 from float64 by more than the tolerance that meta states. Weights are drawn again where a value
comes so near to a kink of ReLU or of an absolute value, or a first gradient so near to 0, that float32 could take another way.
"""

import itertools
import math

import numpy as np
import torch
from torch.nn import functional

import fixture_json
from make_optimizer_fixtures import adam, adamw, norm, sgd, updates

STEPS = 5
KINK_MARGIN = 1e-4
GRADIENT_MARGIN = 2e-4
DIFFERENCE = 1e-6
DIFFERENCE_TOLERANCE = 1e-8
ROUNDING = 1e-12
FLOAT_TOLERANCE = 2e-6

RATE = 0.01
WARM_UP = [0.0, 0.25, 0.5, 0.75, 1.0]
ACTIVATIONS = {"linear": lambda x: x, "relu": torch.relu, "tanh": torch.tanh, "sigmoid": torch.sigmoid}
RANGES = {
    "bias": (-0.3, 0.3), "gamma": (0.5, 1.5), "beta": (-0.5, 0.5), "moving_mean": (-0.5, 0.5), "moving_variance": (0.5, 1.5),
}
LAYER = {
    "units": None, "activation": None, "epsilon": None, "momentum": None, "kernel_l1": 0.0, "kernel_l2": 0.0, "activity": None,
}


def dense(units, activation="linear", **other):
    return dict(LAYER, layer="dense", units=units, activation=activation, **other)


def activation(function, activity=None):
    return dict(LAYER, layer="activation", activation=function, activity=activity)


def layer_norm(activity=None):
    return dict(LAYER, layer="layer_normalization", epsilon=1e-3, activity=activity)


def batch_norm(activity=None):
    return dict(LAYER, layer="batch_normalization", epsilon=1e-3, momentum=0.99, activity=activity)


def l1l2(l1=0.0, l2=0.0, reduction="batch_mean"):
    return {"regularizer": "l1l2", "l1": l1, "l2": l2, "reduction": reduction, "target": None, "strength": None}


def kl(target, strength):
    return {"regularizer": "kl", "l1": None, "l2": None, "reduction": None, "target": target, "strength": strength}


def make_problem(name, rows, features, classes, row_weights):
    random = np.random.RandomState(rows)
    x = np.round(random.normal(0, 1, (rows, features)) * 256) / 256
    labels = random.permutation(np.arange(rows) % classes)
    return {"name": name, "features": x, "labels": labels, "row_weights": np.asarray(row_weights)}


PROBLEMS = {
    "binary": make_problem("binary", 13, 4, 2, [1, 2, 0.5, 1.5, 0, 3, 1, 0.25, 2, 1, 0.75, 1, 1.25]),
    "multiclass": make_problem("multiclass", 12, 3, 3, [2, 1, 0.5, 1, 0, 1.5, 3, 1, 0.25, 1, 2, 0.75]),
}


def case(name, layers, output=None, problem="binary", weighted=False, optimizer=None, learning_rate=RATE,
         activity_factors=(1.0,) * STEPS):
    counts = {}

    def named(layer):
        number = counts[layer["layer"]] = counts.get(layer["layer"], -1) + 1
        return {"name": layer["layer"] + (f"_{number}" if number else ""), **layer}

    return {
        "name": name + ("_weighted" if weighted else ""), "problem": problem, "weighted": weighted,
        "layers": [named(layer) for layer in layers], "output": named(output or dense(3 if problem == "multiclass" else 1)),
        "optimizer": {**(optimizer or adam("")), "learning_rate": learning_rate}, "activity_factors": list(activity_factors),
    }


def both(name, layers, **other):
    return [case(name, layers, weighted=weighted, **other) for weighted in (False, True)]


# Batch normalization takes any bias before it out again. Its gradient is 0, of which floats keep only noise, and Adam with
# its usual epsilon makes steps of noise.
LARGE_EPSILON = adam("", epsilon=1e-3)
L1 = l1l2(l1=0.02)
KERNEL_L1 = {"kernel_l1": 0.01}
KERNEL_L2 = {"kernel_l2": 0.02}
KERNEL_L1L2 = {"kernel_l1": 0.01, "kernel_l2": 0.02}

CASES = [
    *both("plain", [dense(5, "relu"), dense(4, "tanh")]),
    *both("layer_norm", [dense(6), layer_norm(), activation("relu"), dense(4, "tanh"), layer_norm()]),
    *both("layer_norm_activity_l1", [dense(6), layer_norm(L1), activation("relu"), dense(4, "relu")]),
    *both("batch_norm", [dense(6, "relu"), batch_norm(), dense(4, "tanh"), batch_norm()]),
    *both("batch_norm_pre_activation", [dense(6), batch_norm(), activation("relu"), dense(4, "relu")],
          optimizer=LARGE_EPSILON),
    *both("batch_norm_activity_l1", [dense(6, "relu"), batch_norm(L1), dense(4, "relu")]),
    case("batch_norm_layer_norm", [dense(5, "tanh"), batch_norm(), dense(4), layer_norm(l1l2(l2=0.05)), activation("tanh")]),
    case("kernel_l1", [dense(5, "relu", **KERNEL_L1), dense(4, "relu")]),
    case("kernel_l2", [dense(5, "relu", **KERNEL_L2), dense(4, "relu", **KERNEL_L2)]),
    *both("kernel_l1l2", [dense(5, "relu", **KERNEL_L1L2), dense(4, "relu", **KERNEL_L1)], output=dense(1, **KERNEL_L2)),
    *both("activity_kl", [dense(6, "sigmoid", activity=kl(0.05, 0.1)), dense(4, "relu")]),
    case("activity_kl_after_activation_layer", [dense(4, "relu"), dense(5), activation("sigmoid", kl(0.25, 0.05))]),
    *itertools.chain(*(
        both(f"activity_l1_{reduction}_warmup", [dense(6, "relu", activity=l1l2(l1=0.04, reduction=reduction)), dense(4, "tanh")],
             activity_factors=WARM_UP)
        for reduction in ("batch_mean", "batch_sum", "element_mean"))),
    case("activity_kl_warmup", [dense(6, "sigmoid", activity=kl(0.1, 0.2)), dense(4, "tanh")], activity_factors=WARM_UP),
    *both("softmax_layer_norm", [dense(6), layer_norm(), activation("relu"), dense(4, "relu")], problem="multiclass"),
    case("clip_global_norm", [dense(5, "relu"), dense(4, "tanh")], optimizer=adam("", clip="global_norm", clip_limit=0.28)),
    case("clip_global_norm_sgd", [dense(5, "relu", **KERNEL_L2), dense(4, "tanh", activity=L1)],
         optimizer=sgd("", 0.9, clip="global_norm", clip_limit=0.35), learning_rate=0.1),
    case("adamw_kernels", [dense(5, "relu"), layer_norm(), dense(4, "tanh")],
         optimizer=adamw("", 0.5, ["dense/kernel", "dense_1/kernel", "dense_2/kernel"])),
]


def every_layer(network):
    return [*network["layers"], network["output"]]


def shapes(network):
    """Names and shapes of all weights, in Keras's order: layer by layer."""
    size = PROBLEMS[network["problem"]]["features"].shape[1]
    for layer in every_layer(network):
        kinds = {"dense": [], "activation": [], "layer_normalization": ["gamma", "beta"],
                 "batch_normalization": ["gamma", "beta", "moving_mean", "moving_variance"]}[layer["layer"]]
        if layer["layer"] == "dense":
            yield f"{layer['name']}/kernel", (size, layer["units"])
            size = layer["units"]
            yield f"{layer['name']}/bias", (size,)
        for kind in kinds:
            yield f"{layer['name']}/{kind}", (size,)


def is_trained(name):
    return "/moving_" not in name


def draw(network, random):
    weights = {}
    for name, shape in shapes(network):
        width = math.sqrt(6 / sum(shape))
        low, high = RANGES.get(name.split("/")[1], (-width, width))
        weights[name] = fixture_json.exact_in_float(random.uniform(low, high, shape))
    if network["name"] == "kernel_l1":
        weights["dense/kernel"][1, 2] = 0  # The slope of |w| there is 0.
    return weights


class Pass:
    """One pass of all rows through a network, with what training needs of it."""

    def __init__(self, network, weights, x, row_weights, is_training):
        self.weights, self.row_weights, self.is_training = weights, row_weights, is_training
        self.penalty = torch.zeros((), dtype=x.dtype)
        self.statistics = {}
        self.kinks = []
        for layer in every_layer(network):
            x = getattr(self, layer["layer"])(layer, x)
            if layer["activity"] is not None:
                self.penalty = self.penalty + self.activity_penalty(layer["activity"], x)
        self.logits = x

    def mean(self, x):
        return (self.row_weights[:, None] * x).sum(0) / self.row_weights.sum()

    def weight(self, layer, kind):
        return self.weights[f"{layer['name']}/{kind}"]

    def dense(self, layer, x):
        return self.activation(layer, x @ self.weight(layer, "kernel") + self.weight(layer, "bias"))

    def activation(self, layer, x):
        if layer["activation"] == "relu":
            self.kinks.append(x)
        return ACTIVATIONS[layer["activation"]](x)

    def layer_normalization(self, layer, x):
        mean = x.mean(1, keepdim=True)
        variance = ((x - mean) ** 2).mean(1, keepdim=True)
        return self.scaled(layer, x, mean, variance)

    def batch_normalization(self, layer, x):
        if not self.is_training:
            return self.scaled(layer, x, self.weight(layer, "moving_mean"), self.weight(layer, "moving_variance"))
        mean = self.mean(x)
        variance = self.mean((x - mean) ** 2)
        for kind, batch in (("moving_mean", mean), ("moving_variance", variance)):
            moved = layer["momentum"] * self.weight(layer, kind) + (1 - layer["momentum"]) * batch
            self.statistics[f"{layer['name']}/{kind}"] = moved.detach()
        return self.scaled(layer, x, mean, variance)

    def scaled(self, layer, x, mean, variance):
        return (x - mean) / torch.sqrt(variance + layer["epsilon"]) * self.weight(layer, "gamma") + self.weight(layer, "beta")

    def activity_penalty(self, activity, a):
        if activity["regularizer"] == "kl":
            target, q = activity["target"], self.mean(a)
            terms = target * torch.log(target / q) + (1 - target) * torch.log((1 - target) / (1 - q))
            return activity["strength"] * terms.sum()
        if activity["l1"] > 0:
            self.kinks.append(a)
        total = (self.row_weights[:, None] * (activity["l1"] * a.abs() + activity["l2"] * a**2)).sum()
        rows = self.row_weights.sum()
        return total / {"batch_sum": 1, "batch_mean": rows, "element_mean": rows * a.shape[1]}[activity["reduction"]]


def kernel_penalty(network, weights):
    total = 0
    for layer in every_layer(network):
        if layer["layer"] == "dense":
            kernel = weights[f"{layer['name']}/kernel"]
            total = total + layer["kernel_l1"] * kernel.abs().sum() + layer["kernel_l2"] * (kernel**2).sum()
    return total


class Batch:
    """A problem's rows as tensors of one type."""

    def __init__(self, x, labels, row_weights, dtype):
        self.x = torch.tensor(x, dtype=dtype)
        self.labels = torch.tensor(labels)
        self.row_weights = torch.tensor(row_weights, dtype=dtype)

    @staticmethod
    def of(network, dtype=torch.float64):
        rows = PROBLEMS[network["problem"]]
        row_weights = rows["row_weights"] if network["weighted"] else np.ones(len(rows["labels"]))
        return Batch(rows["features"], rows["labels"], row_weights, dtype)

    def data_loss(self, logits):
        if logits.shape[1] == 1:
            each = functional.binary_cross_entropy_with_logits(logits[:, 0], self.labels.to(logits.dtype), reduction="none")
        else:
            each = functional.cross_entropy(logits, self.labels, reduction="none")
        return (self.row_weights * each).sum() / self.row_weights.sum()


def tensors(weights, dtype=torch.float64):
    return {name: torch.tensor(values, dtype=dtype) for name, values in weights.items()}


def losses(network, weights, batch, factor):
    forward = Pass(network, weights, batch.x, batch.row_weights, is_training=True)
    return forward, batch.data_loss(forward.logits), factor * forward.penalty, kernel_penalty(network, weights)


def gradients(network, weights, batch, factor):
    """The pass, its losses (total, data, activity, kernel) and the total's gradient by each trained weight."""
    leaves = {name: values.clone().requires_grad_(is_trained(name)) for name, values in weights.items()}
    forward, *parts = losses(network, leaves, batch, factor)
    sum(parts).backward()
    slopes = {name: leaf.grad.numpy() for name, leaf in leaves.items() if is_trained(name)}
    return forward, [float(part) for part in (sum(parts), *parts)], slopes


def flat(arrays):
    return np.concatenate([np.asarray(array).ravel() for array in arrays.values()])


def shaped(vector, like):
    ends = np.cumsum([array.size for array in like.values()])[:-1]
    return {name: part.reshape(array.shape) for (name, array), part in zip(like.items(), np.split(vector, ends))}


def train(network, initial, dtype=torch.float64):
    """All five steps, and inference after them."""
    batch = Batch.of(network, dtype)
    optimizer = network["optimizer"]
    rate = optimizer["learning_rate"]
    update = updates(optimizer)
    weights = tensors(initial, dtype)
    decayed = {name: np.full_like(weights[name], name in (optimizer["decayed"] or [])) for name in initial if is_trained(name)}
    decay = (optimizer["weight_decay"] or 0.0) * flat(decayed)
    history, steps, kinks = [], [], []
    for step, factor in enumerate(network["activity_factors"], start=1):
        forward, values, slopes = gradients(network, weights, batch, factor)
        history.append(values)
        steps.append(slopes)
        kinks += forward.kinks
        gradient = flat(slopes)
        limit = optimizer["clip_limit"]
        if limit is not None:
            gradient = gradient * (limit / max(norm(gradient), limit))
        parameters = flat({name: weights[name] for name in slopes})
        parameters = parameters - rate * decay * parameters
        parameters = parameters - update(gradient, rate, step)
        weights = {**weights, **tensors(shaped(parameters, slopes), dtype), **forward.statistics}
    inference = Pass(network, weights, batch.x, batch.row_weights, is_training=False)
    kinks += inference.kinks
    logits = inference.logits
    probabilities = torch.sigmoid(logits) if logits.shape[1] == 1 else torch.softmax(logits, 1)
    return {
        "losses": np.array(history).T, "gradients": steps, "weights": {name: w.numpy() for name, w in weights.items()},
        "logits": logits.numpy(), "probabilities": probabilities.numpy(),
        "kinks": np.concatenate([kink.detach().numpy().ravel() for kink in kinks] or [np.zeros(0)]),
    }


def zero_gradients(network):
    """Biases whose gradient is 0 whatever the data: those that a batch normalization follows at once."""
    pairs = itertools.pairwise(network["layers"])
    return [f"{first['name']}/bias" for first, second in pairs
            if second["layer"] == "batch_normalization" and first["activation"] == "linear"]


def is_clear(values, margin):
    return ((values == 0) | (np.abs(values) > margin)).all()


def is_well_placed(network, initial, result):
    # A weight moves by at most about the rate in a step.
    penalized = [initial[f"{layer['name']}/kernel"] for layer in every_layer(network) if layer["kernel_l1"] > 0]
    first = [values for name, values in result["gradients"][0].items() if name not in zero_gradients(network)]
    return (is_clear(result["kinks"], KINK_MARGIN) and all(is_clear(kernel, 1.2 * STEPS * RATE) for kernel in penalized)
            and all(is_clear(slopes, GRADIENT_MARGIN) for slopes in first))


def check_finite_differences(network, initial, result):
    batch = Batch.of(network)
    factor = network["activity_factors"][0]

    def total(name, index, change):
        weights = tensors(initial)
        weights[name].view(-1)[index] += change
        return float(sum(losses(network, weights, batch, factor)[1:]))

    for name, slopes in result["gradients"][0].items():
        for index, slope in enumerate(slopes.ravel()):
            slope_between = (total(name, index, DIFFERENCE) - total(name, index, -DIFFERENCE)) / (2 * DIFFERENCE)
            assert abs(slope - slope_between) < DIFFERENCE_TOLERANCE, (network["name"], name, index, slope, slope_between)


def check_equal_rows(network, initial):
    """A row of weight n is that row n times over, in losses, gradients and moving averages."""
    rows = PROBLEMS[network["problem"]]
    times = np.arange(len(rows["labels"])) % 4
    repeated = [np.repeat(rows[key], times, axis=0) for key in ("features", "labels")]
    weighted = Batch(rows["features"], rows["labels"], times, torch.float64)
    equal = Batch(*repeated, np.ones(times.sum()), torch.float64)
    (a, losses_a, slopes_a), (b, losses_b, slopes_b) = (gradients(network, tensors(initial), w, 1.0) for w in (weighted, equal))
    assert np.allclose(losses_a, losses_b, rtol=0, atol=ROUNDING), network["name"]
    assert np.allclose(flat(slopes_a), flat(slopes_b), rtol=0, atol=ROUNDING), network["name"]
    for name, moved in a.statistics.items():
        assert np.allclose(moved, b.statistics[name], rtol=0, atol=ROUNDING), network["name"]


def check_float(network, initial, result):
    single = train(network, initial, torch.float32)
    numbers = [(single[key], result[key]) for key in ("losses", "logits", "probabilities")]
    numbers += [(flat(single["weights"]), flat(result["weights"])), (flat(single["gradients"][0]), flat(result["gradients"][0]))]
    assert single["weights"]["dense/kernel"].dtype == np.float32
    error = max(np.abs(actual - expected).max() for actual, expected in numbers)
    assert error < FLOAT_TOLERANCE, (network["name"], error)
    return error


def check_options(network, initial, result):
    norms = [norm(flat(slopes)) for slopes in result["gradients"]]
    limit = network["optimizer"]["clip_limit"]
    assert limit is None or min(norms) < limit < max(norms), norms
    zeros = zero_gradients(network)
    assert all(np.abs(result["gradients"][0][name]).max() < ROUNDING for name in zeros)
    return norms


def check_normalizations():
    random = np.random.RandomState(0)
    x, gamma, beta = (torch.tensor(random.normal(size=shape)) for shape in ((9, 5), 5, 5))
    ours = Pass.__new__(Pass)
    ours.row_weights, ours.is_training, ours.statistics = torch.ones(9, dtype=torch.float64), True, {}
    ours.weights = {"n/gamma": gamma, "n/beta": beta, "n/moving_mean": gamma, "n/moving_variance": beta}
    batch, layer = (getattr(ours, kind["layer"])(dict(kind, name="n"), x) for kind in (batch_norm(), layer_norm()))
    assert torch.allclose(layer, functional.layer_norm(x, (5,), gamma, beta, 1e-3), rtol=0, atol=ROUNDING)
    expected = functional.batch_norm(x, None, None, gamma, beta, training=True, eps=1e-3)
    assert torch.allclose(batch, expected, rtol=0, atol=ROUNDING)
    expected = 0.99 * beta + 0.01 * x.var(0, unbiased=False)
    assert torch.allclose(ours.statistics["n/moving_variance"], expected, rtol=0, atol=ROUNDING)


def listed(weights):
    return [{"name": name, "shape": list(values.shape), "values": values.ravel()} for name, values in weights.items()]


def solve(network):
    for seed in itertools.count():
        initial = draw(network, np.random.RandomState(seed))
        result = train(network, initial)
        if is_well_placed(network, initial, result):
            break
    norms = check_options(network, initial, result)
    check_finite_differences(network, initial, result)
    check_equal_rows(network, initial)
    error = check_float(network, initial, result)
    print(f"{network['name']}: seed {seed}, float32 within {error:.1e}, gradient norms {np.round(norms, 3)}")
    optimizer = {key: value for key, value in network["optimizer"].items() if key != "name"}
    total, data, activity, kernel = result["losses"]
    return {
        **network, "optimizer": optimizer, "zero_gradients": zero_gradients(network),
        "initial_weights": listed(initial), "loss": total, "data_loss": data, "activity_penalty": activity,
        "kernel_penalty": kernel, "gradient_norms": norms, "gradients": listed(result["gradients"][0]),
        "final_weights": listed(result["weights"]), "logits": result["logits"], "probabilities": result["probabilities"],
    }


META = {
    "made_by": f"make_network_fixtures.py, NumPy {np.__version__}, PyTorch {torch.__version__}; its docstring has the formulas",
    "problems": "features: [row][feature]; labels: classes from 0; row_weights hold in cases that are weighted, else 1",
    "cases": "all rows are one batch, a step is an epoch; numbers that cases start from are exact in float32",
    "layers": "in order, the output layer apart; keys that a layer does not have are null; activity: the penalty on its output",
    "optimizer": "keys as in optimizers.json, with learning_rate, and decayed: [name]; epsilon is 1e-3 where a bias, whose "
                 "gradient is noise around 0 (zero_gradients), stands before a batch normalization",
    "activity_factors": "[step]: multiplies the activity penalty, in the loss and in activity_penalty",
    "weights": "name, shape and row-major values, in Keras's order and layout, kernels [in, out]",
    "loss, data_loss, activity_penalty, kernel_penalty, gradient_norms": "[step], before its update; gradient_norms over all "
                                                                        "weights, before clipping",
    "gradients": "the loss's in step 1, before clipping, of trained weights only",
    "final_weights": "after the last step; logits and probabilities: [row][output], in inference with them",
    "float_tolerance": f"float32 arithmetic stays within {FLOAT_TOLERANCE}",
}

if __name__ == "__main__":
    torch.set_num_threads(1)
    check_normalizations()
    cases = [solve(network) for network in CASES]
    fixture_json.write("networks.json.gz", {"meta": META, "problems": list(PROBLEMS.values()), "cases": cases})
