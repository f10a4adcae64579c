#!/usr/bin/env python3
"""Writes labels.json beside this file, with PyTorch 1.13's autograd in float64.

Small networks, tanh(x kernel + bias) kernel' + bias', take five full-batch steps of gradient descent from given weights. Rows have
weights w, W is their sum, and a step's loss is the sum over rows of w times the row's loss, over W. Of outputs z and targets y:

  poisson      -log p(y) of torch.distributions.Poisson(exp z), less that of Poisson(y): half the deviance. The script checks that
               torch.nn.PoissonNLLLoss differs from it by y log y - y
  gamma        -log p(y) of torch.distributions.Exponential(1 / exp z), a Gamma distribution of shape 1, less that of
               Exponential(1 / y): half the deviance
  quantile     |u| / 2 + (share - 1 / 2) u with u = y - z (Koenker and Bassett 1978, the pinball loss)
  quantiles    the mean of that over ascending shares, of the outputs of a row sorted (Chernozhukov et al. 2010)
  outputs      the mean of (z - y)^2 over outputs
  multilabel   the mean of torch.nn.BCEWithLogitsLoss over labels

The script stops where float32 differs from float64 by more than meta states. Numbers are drawn again where a quantile comes so near
to its label, or an output to another of its row, that float32 could take the other side.
"""

import numpy as np
import torch
from torch.distributions import Exponential, Poisson

import fixture_json

STEPS, RATE, FEATURES, UNITS, ROWS = 5, 0.1, 3, 5, 7
MARGIN, FLOAT_TOLERANCE = 1e-3, 2e-6
SHARES = [0.1, 0.25, 0.5, 0.9]


def pinball(share, z, y):
    u = y - z
    return u.abs() / 2 + (share - 0.5) * u


def poisson(z, y):
    half = Poisson(y, validate_args=False).log_prob(y) - Poisson(z.exp()).log_prob(y)
    other = torch.nn.PoissonNLLLoss(log_input=True, full=False, reduction="none")(z, y) + torch.xlogy(y, y) - y
    assert (half - other).abs().max() < 1e-5, (half, other)
    return half


def gamma(z, y):
    return Exponential(1 / y).log_prob(y) - Exponential((-z).exp()).log_prob(y)


LOSSES = {
    "poisson": (1, lambda z, y: poisson(z, y)),
    "gamma": (1, lambda z, y: gamma(z, y)),
    "quantile": (1, lambda z, y: pinball(SHARES[3], z, y)),
    "quantiles": (4, lambda z, y: pinball(torch.tensor(SHARES, dtype=z.dtype), z.sort(1).values, y)),
    "outputs": (3, lambda z, y: (z - y) ** 2),
    "multilabel": (11, torch.nn.BCEWithLogitsLoss(reduction="none")),
}


def targets(name, random, count):
    if name == "poisson":
        return random.poisson(2.0, (ROWS, 1)).astype(float)
    if name == "gamma":
        return fixture_json.exact_in_float(random.gamma(2.0, 2.0, (ROWS, 1)) + 0.05)
    if name == "multilabel":
        return random.integers(0, 2, (ROWS, count)).astype(float)
    return fixture_json.exact_in_float(random.normal(0, 1, (ROWS, count if name == "outputs" else 1)))


def is_near(name, z, y):
    if "quantile" not in name:
        return False
    gaps = z.sort(1).values.diff(dim=1)
    return (z - y).abs().min() < MARGIN or (gaps.numel() > 0 and gaps.min() < MARGIN)


def run(name, loss, x, y, weights, initial, dtype):
    x, y, w = (torch.tensor(a, dtype=dtype) for a in (x, y, weights))
    arrays = [torch.tensor(a, dtype=dtype, requires_grad=True) for a in initial]
    losses, gradients, near = [], None, False
    for _ in range(STEPS):
        z = torch.tanh(x @ arrays[0] + arrays[1]) @ arrays[2] + arrays[3]
        near |= bool(is_near(name, z.detach(), y))
        value = (w * loss(z, y).mean(1)).sum() / w.sum()
        losses.append(value.item())
        found = torch.autograd.grad(value, arrays)
        gradients = gradients or [g.numpy() for g in found]
        with torch.no_grad():
            for array, g in zip(arrays, found):
                array -= RATE * g
    return losses, gradients, [a.detach().numpy() for a in arrays], near


def case(name, seed):
    count, loss = LOSSES[name]
    while True:
        random = np.random.default_rng(seed)
        x = fixture_json.exact_in_float(random.normal(0, 1, (ROWS, FEATURES)))
        y = targets(name, random, count)
        weights = fixture_json.exact_in_float(random.uniform(0.5, 2, ROWS))
        shapes = [(FEATURES, UNITS), (UNITS,), (UNITS, count), (count,)]
        initial = [fixture_json.exact_in_float(random.uniform(-0.8, 0.8, shape)) for shape in shapes]
        losses, gradients, final, near = run(name, loss, x, y, weights, initial, torch.float64)
        if not near:
            break
        seed += 1000
    single = run(name, loss, x, y, weights, initial, torch.float32)
    assert max(np.abs(a - b).max() for a, b in zip(final, single[2])) < FLOAT_TOLERANCE
    assert np.abs(np.array(losses) - single[0]).max() < FLOAT_TOLERANCE
    return {
        "loss": name, "features": x.ravel(), "targets": y.ravel(), "target_count": y.shape[1], "weights": weights, "outputs": count,
        "initial": [a.ravel() for a in initial], "losses": np.round(losses, 9), "gradients": [np.round(g.ravel(), 9) for g in gradients],
        "final": [np.round(a.ravel(), 9) for a in final],
    }


fixture_json.write("labels.json", {
    "meta": {"torch": torch.__version__, "steps": STEPS, "learning_rate": RATE, "tolerance": FLOAT_TOLERANCE, "shares": SHARES},
    "cases": [case(name, seed) for seed, name in enumerate(LOSSES)],
})
