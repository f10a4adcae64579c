#!/usr/bin/env python3
"""Writes optimizers.json beside this file, with NumPy 1.24 and, for cross-checks, PyTorch 1.13.

Twelve parameters in arrays of 8, 3 and 1 follow thirty given gradients under each optimizer, in float64, at a rate that
changes twice. The formulas are Keras 3.16's (keras/src/optimizers), written anew here:

  clip     value: min(max(g, -c), c); norm: g c / max(|g|, c), each array by its own norm; global norm: the same with
           one norm over all arrays. Clipping comes first, then weight decay, then the update.
  adam     m += (1 - b1)(g - m); v += (1 - b2)(g^2 - v); p -= lr sqrt(1 - b2^t) / (1 - b1^t) m / (sqrt(v) + eps)
  adamw    p -= lr wd p, where the parameter is decayed, and then Adam
  sgd      p -= lr g; with momentum m: u = m u - lr g and p += u, or p += m u - lr g with Nesterov's
  rmsprop  v = rho v + (1 - rho) g^2; p -= lr g / sqrt(v + eps); centered: a = rho a + (1 - rho) g and v - a^2 in place
           of v; with momentum m: u = m u + lr g / sqrt(v + eps) and p -= u

The script stops where PyTorch's optimizers, brought to the same formula, differ by more than rounding, and where float32
arithmetic strays from float64 by more than the tolerance that meta states.
"""

import math

import numpy as np
import torch

import fixture_json

STEPS = 30
ARRAYS = [slice(0, 8), slice(8, 11), slice(11, 12)]
PARAMETERS = 12
RATES = [0.01] * 10 + [0.005] * 10 + [0.02] * 10
ROUNDING = 1e-12
FLOAT_TOLERANCE = 1e-5

# A parameter whose gradients are all tiny, so that epsilon counts; one whose gradients are all zero; one with huge ones.
TINY, ZERO, HUGE = 3, 6, 10
# A step whose gradients are all zero, and one where only the second array's are: their norms are 0.
ZERO_STEP, ZERO_ARRAY_STEP = 7, 12

DEFAULTS = {
    "beta1": None, "beta2": None, "epsilon": None, "weight_decay": None, "decayed": None,
    "momentum": None, "nesterov": None, "rho": None, "centered": None, "clip": None, "clip_limit": None,
}


def adam(name, beta1=0.9, beta2=0.999, epsilon=1e-7, **other):
    return dict(DEFAULTS, name=name, optimizer="adam", beta1=beta1, beta2=beta2, epsilon=epsilon, **other)


def adamw(name, weight_decay, decayed, **other):
    return dict(adam(name, weight_decay=weight_decay, decayed=decayed, **other), optimizer="adamw")


def sgd(name, momentum=0.0, nesterov=False, **other):
    return dict(DEFAULTS, name=name, optimizer="sgd", momentum=momentum, nesterov=nesterov, **other)


def rmsprop(name, rho=0.9, momentum=0.0, epsilon=1e-7, centered=False):
    options = {"rho": rho, "momentum": momentum, "epsilon": epsilon, "centered": centered}
    return dict(DEFAULTS, name=name, optimizer="rmsprop", **options)


ALL = [True] * PARAMETERS
KERNELS = [True] * 8 + [False] * 3 + [True]
CASES = [
    adam("adam"),
    adam("adam_betas", beta1=0.8, beta2=0.99),
    adam("adam_no_mean", beta1=0.0),
    adam("adam_epsilon", epsilon=1e-3),
    adamw("adamw", 0.004, ALL),
    adamw("adamw_kernels", 0.1, KERNELS),
    adamw("adamw_kernels_clip_global_norm", 0.1, KERNELS, clip="global_norm", clip_limit=0.75),
    sgd("sgd"),
    sgd("sgd_momentum", 0.9),
    sgd("sgd_nesterov", 0.9, True),
    rmsprop("rmsprop"),
    rmsprop("rmsprop_rho_epsilon", rho=0.95, epsilon=1e-3),
    rmsprop("rmsprop_momentum", momentum=0.9),
    rmsprop("rmsprop_centered", centered=True),
    rmsprop("rmsprop_centered_momentum", momentum=0.9, centered=True),
    sgd("sgd_clip_value", clip="value", clip_limit=0.5),
    sgd("sgd_clip_norm", clip="norm", clip_limit=0.75),
    sgd("sgd_clip_global_norm", clip="global_norm", clip_limit=0.75),
]


def problem():
    random = np.random.RandomState(20180)
    initial = random.uniform(-1, 1, PARAMETERS)
    gradients = random.normal(0, 1, (STEPS, PARAMETERS)) * random.choice([0.1, 0.3, 1.0], (STEPS, 1))
    gradients[random.uniform(size=gradients.shape) < 0.15] = 0
    gradients[:, TINY] = random.normal(0, 1e-8, STEPS)
    gradients[:, ZERO] = 0
    gradients[[4, 15, 23], HUGE] = [150.0, -80.0, 40.0]
    gradients[ZERO_STEP] = 0
    gradients[ZERO_ARRAY_STEP, ARRAYS[1]] = 0
    return fixture_json.exact_in_float(initial), fixture_json.exact_in_float(gradients)


def norm(values):
    return math.sqrt(math.fsum(float(value) ** 2 for value in values))


def clipped(case, gradient):
    limit = case["clip_limit"]
    if case["clip"] == "value":
        return np.clip(gradient, -limit, limit)
    if case["clip"] == "norm":
        return np.concatenate([gradient[array] * (limit / max(norm(gradient[array]), limit)) for array in ARRAYS])
    if case["clip"] == "global_norm":
        return gradient * (limit / max(norm(gradient), limit))
    return gradient


def updates(case):
    """A function from gradient, rate and step's number, from 1, to what is subtracted from the parameters."""
    state = {"m": 0.0, "v": 0.0, "u": 0.0, "a": 0.0}

    def adam_update(g, rate, step):
        beta1, beta2 = case["beta1"], case["beta2"]
        state["m"] = state["m"] + (1 - beta1) * (g - state["m"])
        state["v"] = state["v"] + (1 - beta2) * (g * g - state["v"])
        corrected = rate * math.sqrt(1 - beta2**step) / (1 - beta1**step)
        return corrected * state["m"] / (np.sqrt(state["v"]) + case["epsilon"])

    def sgd_update(g, rate, step):
        momentum = case["momentum"]
        state["u"] = momentum * state["u"] - rate * g
        return rate * g - momentum * state["u"] if case["nesterov"] else -state["u"]

    def rmsprop_update(g, rate, step):
        rho = case["rho"]
        state["v"] = rho * state["v"] + (1 - rho) * g * g
        state["a"] = rho * state["a"] + (1 - rho) * g
        variance = state["v"] - state["a"] ** 2 if case["centered"] else state["v"]
        state["u"] = case["momentum"] * state["u"] + rate * g / np.sqrt(variance + case["epsilon"])
        return state["u"]

    return {"adam": adam_update, "adamw": adam_update, "sgd": sgd_update, "rmsprop": rmsprop_update}[case["optimizer"]]


def trajectory(case, initial, gradients, rates):
    """The parameters after each step, computed in the type of `initial`."""
    parameters = initial.copy()
    decay = np.zeros_like(initial)
    if case["weight_decay"] is not None:
        decay[case["decayed"]] = case["weight_decay"]
    update = updates(case)
    for step, (gradient, rate) in enumerate(zip(gradients, rates), start=1):
        gradient = clipped(case, gradient)
        parameters = parameters - rate * decay * parameters
        parameters = parameters - update(gradient, rate, step)
        yield parameters


def torch_groups(case, tensors):
    groups = []
    for array, tensor in zip(ARRAYS, tensors):
        options = {}
        if case["weight_decay"] is not None:
            assert len(set(case["decayed"][array])) == 1
            options = {"weight_decay": case["weight_decay"] if case["decayed"][array][0] else 0.0}
        groups.append({"params": [tensor], **options})
    return groups


def torch_optimizer(case, groups, rate):
    if case["optimizer"] in ("adam", "adamw"):
        kind = torch.optim.Adam if case["optimizer"] == "adam" else torch.optim.AdamW
        return kind(groups, lr=rate, betas=(case["beta1"], case["beta2"]), eps=case["epsilon"])
    if case["optimizer"] == "sgd":
        return torch.optim.SGD(groups, lr=rate, momentum=case["momentum"], nesterov=case["nesterov"])
    options = {"alpha": case["rho"], "momentum": case["momentum"], "centered": case["centered"]}
    return torch.optim.RMSprop(groups, lr=rate, eps=case["epsilon"], **options)


def torch_clip(case, tensors):
    """PyTorch divides by the norm + 1e-6, Keras by the norm: raising the limit by as much makes the two the same."""
    limit = case["clip_limit"]
    if case["clip"] == "value":
        torch.nn.utils.clip_grad_value_(tensors, limit)
    for together in {"norm": [[tensor] for tensor in tensors], "global_norm": [tensors]}.get(case["clip"], []):
        size = norm(np.concatenate([tensor.grad.numpy() for tensor in together]))
        if size > limit:
            torch.nn.utils.clip_grad_norm_(together, limit * (size + 1e-6) / size)


def torch_trajectory(case, initial, gradients, rates):
    """The same by torch.optim; Adam's epsilon is moved to Keras's place, which is PyTorch's divided by sqrt(1 - beta2^t)."""
    tensors = [torch.tensor(initial[array], requires_grad=True) for array in ARRAYS]
    optimizer = torch_optimizer(case, torch_groups(case, tensors), rates[0])
    for step, (gradient, rate) in enumerate(zip(gradients, rates), start=1):
        for array, tensor in zip(ARRAYS, tensors):
            tensor.grad = torch.tensor(gradient[array])
        torch_clip(case, tensors)
        for group in optimizer.param_groups:
            group["lr"] = rate
            if case["beta2"] is not None:
                group["eps"] = case["epsilon"] / math.sqrt(1 - case["beta2"] ** step)
        optimizer.step()
        yield np.concatenate([tensor.detach().numpy().copy() for tensor in tensors])


def difference(actual, expected):
    return max(np.abs(a - e).max() for a, e in zip(actual, expected, strict=True))


def check_torch(case, initial, gradients):
    # PyTorch keeps the rate out of its momentum, so a rate that changes makes another formula of it; its RMSprop has epsilon
    # outside the root, where a vanishing one makes no difference.
    rates = [RATES[0]] * STEPS if case["momentum"] else RATES
    same = dict(case, epsilon=1e-300) if case["optimizer"] == "rmsprop" else case
    ours = trajectory(same, initial, gradients, rates)
    error = difference(ours, torch_trajectory(same, initial, gradients, rates))
    assert error < ROUNDING, (case["name"], error)
    if case["momentum"]:
        ours = trajectory(same, initial, gradients, RATES)
        assert difference(ours, torch_trajectory(same, initial, gradients, RATES)) > 1e-2, case["name"]


def check_clipping(case, gradients):
    changed = [not np.array_equal(clipped(case, gradient), gradient) for gradient in gradients]
    assert any(changed) == (case["clip"] is not None) and not all(changed), case["name"]


def check_float(case, initial, gradients, expected):
    single = trajectory(case, initial.astype(np.float32), gradients.astype(np.float32), RATES)
    for actual, parameters in zip(single, expected, strict=True):
        assert actual.dtype == np.float32
        assert (np.abs(actual - parameters) <= FLOAT_TOLERANCE * np.maximum(1, np.abs(parameters))).all(), case["name"]


def solve(case, initial, gradients):
    parameters = list(trajectory(case, initial, gradients, RATES))
    check_torch(case, initial, gradients)
    check_clipping(case, gradients)
    check_float(case, initial, gradients, parameters)
    return dict(case, parameters=parameters)


META = {
    "made_by": f"make_optimizer_fixtures.py, NumPy {np.__version__}, PyTorch {torch.__version__}; formulas of Keras 3.16",
    "initial": "the parameters before the first step; they and the gradients are exact in float32",
    "array_lengths": "the parameters are these arrays, one after the other; only the norm of clip \"norm\" depends on it",
    "gradients": "[step][parameter], before clipping",
    "learning_rates": "[step]; SGD's velocity and RMSprop's momentum hold the rate of the step that added to them, as in Keras",
    "cases": "options that an optimizer does not have are null; decayed: [parameter]; parameters: [step][parameter], after it",
    "clip": "value, norm (each array by its own), global_norm; before weight decay and the update",
    "float_tolerance": f"float32 arithmetic stays within {FLOAT_TOLERANCE} max(1, |p|)",
}

if __name__ == "__main__":
    assert [len(range(*array.indices(PARAMETERS))) for array in ARRAYS] == [8, 3, 1]
    start, slopes = problem()
    assert all((values.astype(np.float32) == values).all() for values in (start, slopes))
    fixture_json.write("optimizers.json", {
        "meta": META,
        "array_lengths": [8, 3, 1],
        "initial": start,
        "gradients": slopes,
        "learning_rates": RATES,
        "cases": [solve(case, start, slopes) for case in CASES],
    })
