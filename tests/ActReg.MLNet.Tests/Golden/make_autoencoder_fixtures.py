#!/usr/bin/env python3
"""Writes sparse_autoencoders.json.gz beside this file, with PyTorch 1.13's autograd in float64.

Sparse autoencoders take three steps, each on a batch of its own. X are a batch's B rows of n features, w their weights, 1
unless the case is weighted, and W the sum of w. Of m units:

  h = (X - pre_bias) encoder_kernel + encoder_bias; z = select(h); x^ = z decoder_kernel + pre_bias
  tied: decoder_kernel is encoder_kernel's transpose
  data loss          sum over rows of w mean (x^ - x)^2, over W
  l1, l2             z = relu(h); penalty: strength times the sum over rows of w sum |z|, or w sum z^2, over W
  kl                 z = sigmoid(h); penalty: strength times the sum over units of t log(t / q) + (1 - t) log((1 - t) / (1 - q)),
                     q the mean of z over rows, by weight (Ng, "Sparse autoencoder", CS294A)
  top_k              z keeps each row's k largest h (Makhzani and Frey 2013, "k-Sparse Autoencoders"; Gao et al. 2024,
                     "Scaling and evaluating sparse autoencoders", arXiv 2406.04093)
  batch_top_k        z keeps the batch's B k largest h that are above 0 (Bussmann et al. 2024, "BatchTopK Sparse
                     Autoencoders"); moving_threshold becomes the smallest kept where it is 0, else 0.9 of it + 0.1 of that
  jump_relu          z = h where h > threshold; penalty: strength (L0 / target - 1)^2, L0 the mean over rows, by weight, of how
                     many z are not 0 (Rajamanoharan et al. 2024, "Jumping Ahead", arXiv 2407.14435, which has the
                     straight-through gradients by threshold: -(threshold / e) K of z, -(1 / e) K of a count of 1, where
                     e is the bandwidth and K is 1 where |h - threshold| <= e / 2, else 0; the count has none by h)
  auxiliary          A times its strength (Gao et al. 2024, appendix A.2). Dead units are those with rows_since_active of at
                     least dead_after before the batch; a = min(n // 2, how many are dead); z' keeps the a largest h of each
                     row's dead units, where above 0; e = x - x^, a constant;
                     A = sum of w |z' decoder_kernel - e|^2 / sum of w |e - mean e|^2, the mean by weight; 0 without any
                     gradient where no unit is dead or the divisor is 0. Then rows_since_active becomes 0 where a row of the
                     batch has a z that is not 0, and grows by B elsewhere.

The loss is the sum of data loss, penalty and auxiliary loss. Of unit norm (neither l2, kl nor tied), each row D of
decoder_kernel, whose gradient is G, has G - (G D) D in place of G, then Adam (make_optimizer_fixtures.py's), and is then
divided by its norm (Gao et al. 2024, appendix A; Bricken et al. 2023, "Towards Monosemanticity").

The script stops where a gradient differs from finite differences (e and the divisor of A held), where threshold's differs from
the formula above written without autograd, or where float32 differs from float64 by more than meta states. Numbers are drawn
again where a value comes so near to another choice that float32 could take it.
"""

import numpy as np
import torch

import fixture_json
from make_optimizer_fixtures import adam, updates

STEPS = 3
DRAWS = 500
GAP = 1e-4
MARGIN = 1e-5
DIFFERENCE = 1e-6
DIFFERENCE_TOLERANCE = 1e-7
ROUNDING = 1e-12
FLOAT_TOLERANCE = 5e-6
DECIMALS = 7
ARRAY_DECIMALS = 6
STATISTICS = ("moving_threshold", "rows_since_active")


def case(name, kind, features=5, units=12, rows=6, weighted=False, tied=False, learning_rate=0.01, strength=0.0, k=None,
         target=None, bandwidth=None, auxiliary=0.0, dead_after=None, dead=None, moving_threshold=0.0):
    return {
        "name": name + ("_weighted" if weighted else ""), "sparsity": kind, "features": features, "units": units, "rows": rows,
        "weighted": weighted, "tied": tied, "unit_norm": not tied and kind not in ("l2", "kl"), "learning_rate": learning_rate,
        "strength": strength, "k": k, "target": target, "bandwidth": bandwidth, "auxiliary": auxiliary,
        "dead_after": dead_after, "dead": dead, "moving_threshold": moving_threshold,
    }


def both(name, kind, **other):
    return [case(name, kind, weighted=weighted, **other) for weighted in (False, True)]


AUXILIARY = {"auxiliary": 1 / 32, "dead_after": 100, "dead": 3}
JUMP = {"strength": 0.5, "target": 3.0, "bandwidth": 0.5}
CASES = [
    *both("l1", "l1", strength=0.0625),
    case("l1_wide", "l1", strength=0.0625, features=13, units=40, rows=9, weighted=True),
    case("l1_tied", "l1", strength=0.0625, tied=True, weighted=True),
    *both("l2", "l2", strength=0.03125),
    *both("kl", "kl", strength=0.125, target=0.125),
    *both("top_k", "top_k", k=3),
    case("top_k_tied", "top_k", k=3, tied=True, weighted=True),
    *both("top_k_auxiliary", "top_k", k=2, **AUXILIARY),
    case("top_k_auxiliary_many_dead", "top_k", k=2, weighted=True, **{**AUXILIARY, "auxiliary": 0.25, "dead": 8}),
    case("top_k_auxiliary_one_row", "top_k", k=2, rows=1, **AUXILIARY),
    *both("batch_top_k", "batch_top_k", k=2),
    case("batch_top_k_auxiliary", "batch_top_k", k=2, moving_threshold=0.25, **AUXILIARY),
    case("batch_top_k_auxiliary", "batch_top_k", k=2, features=6, units=16, weighted=True, **AUXILIARY),
    *both("jump_relu", "jump_relu", **JUMP),
    case("jump_relu_auxiliary", "jump_relu", features=6, units=16, **JUMP, **AUXILIARY),
    case("jump_relu_auxiliary", "jump_relu", weighted=True, **JUMP, **AUXILIARY),
]


class Jump(torch.autograd.Function):
    @staticmethod
    def forward(context, h, threshold, bandwidth):
        context.save_for_backward(h, threshold)
        context.bandwidth = bandwidth
        return torch.where(h > threshold, h, torch.zeros_like(h))

    @staticmethod
    def backward(context, slopes):
        h, threshold = context.saved_tensors
        near = (((h - threshold) / context.bandwidth).abs() <= 0.5).to(h.dtype)
        return slopes * (h > threshold), (slopes * near).sum(0) * -(threshold / context.bandwidth), None


class Count(torch.autograd.Function):
    """1 where h is above its threshold."""

    @staticmethod
    def forward(context, h, threshold, bandwidth):
        context.save_for_backward(h, threshold)
        context.bandwidth = bandwidth
        return (h > threshold).to(h.dtype)

    @staticmethod
    def backward(context, slopes):
        h, threshold = context.saved_tensors
        near = (((h - threshold) / context.bandwidth).abs() <= 0.5).to(h.dtype)
        return None, (slopes * near).sum(0) / -context.bandwidth, None


class TooNear(Exception):
    """A value that float32 could treat otherwise."""


def demand(condition):
    if not condition:
        raise TooNear


def largest(values, count):
    """A mask of the largest in each row."""
    order = values.sort(1, descending=True)
    if 0 < count < values.shape[1]:
        demand((order.values[:, count - 1] - order.values[:, count]).min() > GAP)
    return torch.zeros_like(values).scatter(1, order.indices[:, :count], 1.0)


def select(spec, arrays, h, w):
    """z and its penalty."""
    kind, rows = spec["sparsity"], w.sum()
    if kind in ("l1", "l2"):
        demand(h.abs().min() > MARGIN)
        z = torch.relu(h)
        return z, spec["strength"] * (w[:, None] * (z if kind == "l1" else z**2)).sum() / rows
    if kind == "kl":
        z, t = torch.sigmoid(h), spec["target"]
        q = (w[:, None] * z).sum(0) / rows
        return z, spec["strength"] * (t * torch.log(t / q) + (1 - t) * torch.log((1 - t) / (1 - q))).sum()
    if kind == "top_k":
        demand(h.abs().min() > MARGIN)
        return h * largest(h.detach(), spec["k"]), torch.zeros((), dtype=h.dtype)
    if kind == "batch_top_k":
        demand(h.abs().min() > MARGIN)
        positive = torch.relu(h.detach())
        mask = largest(positive.reshape(1, -1), spec["k"] * len(h)).reshape(h.shape)
        return h * mask * (h > 0), torch.zeros((), dtype=h.dtype)
    theta, width = arrays["threshold"], spec["bandwidth"]
    for edge in (0, width / 2, -width / 2):
        demand((h - theta - edge).abs().min() > MARGIN)
    active = (w[:, None] * Count.apply(h.detach(), theta, width)).sum() / rows
    return Jump.apply(h, theta, width), spec["strength"] * (active / spec["target"] - 1) ** 2


def decoder(spec, arrays):
    return arrays["encoder_kernel"].T if spec["tied"] else arrays["decoder_kernel"]


def auxiliary(spec, arrays, h, x, reconstruction, w, held):
    nothing = torch.zeros((), dtype=h.dtype)
    if spec["auxiliary"] == 0:
        return nothing
    dead = arrays["rows_since_active"] >= spec["dead_after"]
    count = min(spec["features"] // 2, int(dead.sum()))
    e = (x - reconstruction).detach()
    mean = (w[:, None] * e).sum(0) / w.sum()
    divisor = (w * ((e - mean) ** 2).sum(1)).sum()
    e, divisor = held.setdefault("constants", (e, divisor))
    if count == 0 or divisor == 0:
        return nothing
    chosen = h[:, dead]
    chosen = chosen * largest(chosen.detach(), count)
    demand((chosen == 0).sum() == len(h) * (int(dead.sum()) - count) and h[:, dead].abs().min() > MARGIN)
    guess = torch.relu(chosen) @ decoder(spec, arrays)[dead]
    return spec["auxiliary"] * (w * ((guess - e) ** 2).sum(1)).sum() / divisor


def forward(spec, arrays, x, w, held):
    h = (x - arrays["pre_bias"]) @ arrays["encoder_kernel"] + arrays["encoder_bias"]
    z, penalty = select(spec, arrays, h, w)
    reconstruction = z @ decoder(spec, arrays) + arrays["pre_bias"]
    data = (w * ((reconstruction - x) ** 2).mean(1)).sum() / w.sum()
    return h, z, reconstruction, (data, penalty, auxiliary(spec, arrays, h, x, reconstruction, w, held))


def threshold_gradient(spec, arrays, x, w, h, reconstruction):
    """By the formulas, without autograd."""
    h, reconstruction, x, w = (values.detach().numpy() for values in (h, reconstruction, x, w))
    theta, width, rows = arrays["threshold"].detach().numpy(), spec["bandwidth"], w.sum()
    near = np.abs((h - theta) / width) <= 0.5
    by_z = 2 * w[:, None] * (reconstruction - x) / (x.shape[1] * rows) @ decoder(spec, arrays).detach().numpy().T
    active = (w[:, None] * (h > theta)).sum() / rows
    by_count = 2 * spec["strength"] * (active / spec["target"] - 1) / spec["target"] * w[:, None] / rows
    return (near * (by_z * -theta / width - by_count / width)).sum(0)


def check_gradients(spec, arrays, x, w, gradients, h, reconstruction, held):
    def total(name, index, change):
        moved = {key: values.detach().clone() for key, values in arrays.items()}
        moved[name].view(-1)[index] += change
        return float(sum(forward(spec, moved, x, w, held)[3]))

    for name, slopes in gradients.items():
        if name == "threshold":
            expected = threshold_gradient(spec, arrays, x, w, h, reconstruction)
            assert np.abs(slopes.numpy() - expected).max() < ROUNDING, (spec["name"], name)
            demand((expected != 0).mean() > 0.5)
            continue
        for index, slope in enumerate(slopes.reshape(-1)):
            expected = (total(name, index, DIFFERENCE) - total(name, index, -DIFFERENCE)) / (2 * DIFFERENCE)
            assert abs(float(slope) - expected) < DIFFERENCE_TOLERANCE, (spec["name"], name, index)


def statistics(arrays, z):
    if "moving_threshold" in arrays:
        smallest, moving = z[z > 0].min().reshape(1), arrays["moving_threshold"]
        arrays["moving_threshold"] = smallest if moving == 0 else 0.9 * moving + 0.1 * smallest
    if "rows_since_active" in arrays:
        counts = arrays["rows_since_active"] + len(z)
        arrays["rows_since_active"] = torch.where((z != 0).any(0), torch.zeros_like(counts), counts)


def train(spec, initial, batches, dtype, checked=False):
    arrays = {name: torch.tensor(values, dtype=dtype) for name, values in initial.items()}
    optimizers = {name: updates(adam("")) for name in arrays if name not in STATISTICS}
    steps = []
    for number, (x, w) in enumerate(batches, start=1):
        x, w = torch.tensor(x, dtype=dtype), torch.tensor(w, dtype=dtype)
        leaves = {name: values.clone().requires_grad_(name in optimizers) for name, values in arrays.items()}
        held = {}
        h, z, reconstruction, parts = forward(spec, leaves, x, w, held)
        sum(parts).backward()
        gradients = {name: leaves[name].grad for name in optimizers}
        if checked:
            check_gradients(spec, leaves, x, w, gradients, h, reconstruction, held)
        revived = spec["auxiliary"] > 0 and bool(
            ((arrays["rows_since_active"] >= spec["dead_after"]) & (z != 0).any(0)).any())
        for name, update in optimizers.items():
            values, gradient = arrays[name], gradients[name]
            dictionary = name == "decoder_kernel" and spec["unit_norm"]
            if dictionary:
                gradient = gradient - (gradient * values).sum(1, keepdim=True) * values
            values = values - torch.tensor(update(gradient.numpy(), spec["learning_rate"], number), dtype=dtype)
            arrays[name] = values / values.norm(dim=1, keepdim=True) if dictionary else values
        statistics(arrays, z.detach())
        steps.append({
            "code": z.detach().numpy(), "reconstruction": reconstruction.detach().numpy(), "data_loss": float(parts[0]),
            "penalty": float(parts[1]), "auxiliary_loss": float(parts[2]), "loss": float(sum(parts)), "revived": revived,
            "gradients": {name: values.numpy().copy() for name, values in gradients.items()},
            "arrays": {name: values.numpy().copy() for name, values in arrays.items()},
        })
    return steps


def draw(spec, random):
    n, m = spec["features"], spec["units"]
    kernel = random.normal(size=(n, m))
    arrays = {
        "pre_bias": random.uniform(-0.2, 0.2, n), "encoder_kernel": kernel / np.linalg.norm(kernel, axis=0),
        "encoder_bias": random.uniform(-0.2, 0.2, m),
    }
    if spec["sparsity"] == "batch_top_k":
        arrays["moving_threshold"] = np.array([spec["moving_threshold"]])
    if spec["sparsity"] == "jump_relu":
        arrays["threshold"] = random.uniform(0.2, 0.5, m)
    if spec["auxiliary"] > 0:
        # Of those below the limit one in two passes it in a later batch, unless it is active.
        counts = spec["dead_after"] - random.randint(1, 3 * spec["rows"], m)
        counts[random.permutation(m)[:spec["dead"]]] = spec["dead_after"] + random.randint(0, 20, spec["dead"])
        arrays["rows_since_active"] = counts
    if not spec["tied"]:
        rows = random.normal(size=(m, n))
        arrays["decoder_kernel"] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    arrays = {name: fixture_json.exact_in_float(values, 18 if name == "decoder_kernel" else 11) for name, values in arrays.items()}
    batches = []
    for _ in range(STEPS):
        x = fixture_json.exact_in_float(random.normal(size=(spec["rows"], n)))
        batches.append((x, random.choice([0.25, 0.5, 0.75, 1, 1.5, 2], spec["rows"]) if spec["weighted"] else np.ones(len(x))))
    return arrays, batches


def near(single, double):
    pairs = [(s[key], d[key]) for s, d in zip(single, double)
             for key in ("code", "reconstruction", "data_loss", "penalty", "auxiliary_loss", "loss")]
    pairs += [(s[key][name], values) for s, d in zip(single, double) for key in ("gradients", "arrays")
              for name, values in d[key].items()]
    return all(np.abs(s - d).max() <= FLOAT_TOLERANCE for s, d in pairs)


def wanted(spec, steps):
    """What the case is for."""
    used = [step["auxiliary_loss"] > 0 for step in steps]
    if spec["auxiliary"] == 0 or spec["rows"] == 1:
        return not any(used)
    return all(used) and any(step["revived"] for step in steps)


def listed(arrays, decimals=None):
    return [{"name": name, "shape": list(values.shape),
             "values": (values if decimals is None else np.round(values, decimals)).ravel()}
            for name, values in arrays.items()]


def solve(spec):
    for seed in range(DRAWS):
        initial, batches = draw(spec, np.random.RandomState(seed))
        try:
            steps = train(spec, initial, batches, torch.float64)
            if wanted(spec, steps) and near(train(spec, initial, batches, torch.float32), steps):
                train(spec, initial, batches, torch.float64, checked=True)
                break
        except TooNear:
            continue
    else:
        raise SystemExit(f"{spec['name']}: no draw will do")
    print(f"{spec['name']}: seed {seed}")
    document = {key: value for key, value in spec.items() if key not in ("rows", "dead", "moving_threshold")}
    return {**document, "initial": listed(initial), "steps": [
        {"rows": x, "row_weights": w, "code": np.round(step["code"], DECIMALS),
         "reconstruction": np.round(step["reconstruction"], DECIMALS),
         **{key: step[key] for key in ("data_loss", "penalty", "auxiliary_loss", "loss")},
         "gradients": listed(step["gradients"], DECIMALS), "arrays": listed(step["arrays"], ARRAY_DECIMALS)}
        for (x, w), step in zip(batches, steps)]}


META = {
    "made_by": f"make_autoencoder_fixtures.py, NumPy {np.__version__}, PyTorch {torch.__version__}; its docstring has the formulas",
    "initial": "name, shape and row-major values, in public order; exact in float32",
    "steps": "rows: [row][feature]; gradients: the loss's, before the part along the dictionary's rows is taken out; arrays: after "
             f"the update, to {ARRAY_DECIMALS} decimals; the others to {DECIMALS}; auxiliary_loss: times its strength",
    "auxiliary": "strength of the auxiliary loss; without it there is no rows_since_active",
    "float_tolerance": f"float32 arithmetic stays within {FLOAT_TOLERANCE}",
}

if __name__ == "__main__":
    torch.set_num_threads(1)
    fixture_json.write("sparse_autoencoders.json.gz", {"meta": META, "cases": [solve(spec) for spec in CASES]})
