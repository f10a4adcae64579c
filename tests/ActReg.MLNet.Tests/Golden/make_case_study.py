#!/usr/bin/env python3
"""Writes case_study.json beside this file: what the three networks of the tutorial on activity regularization learn, with NumPy.

The networks are 2-500-1: a dense layer with ReLU and a logit, trained on 30 rows in one batch, which is what batches of 32 make of
them, by the mean cross-entropy plus a penalty:

  none  no penalty
  pre   1e-4 times the sum over rows and units of |z|, the values before the ReLU
  post  the same of the values after it

Everything is written out here, in float32: gradients by hand, Glorot's uniform initial weights (Keras's glorot_uniform), biases of 0,
and Keras's Adam, which divides by sqrt(v) + 1e-7 and corrects m and v by way of the learning rate, 1e-3; 4000 epochs.

`initializations`: on the tutorial's points, circles_100_0.1_1.csv, of which the first 30 rows train and the other 70 test. The
three networks start from the same weights.
`draws`: each training has points of its own, 30 of 100 drawn like the tutorial's, other initial weights, and 10,000 further points to
test; the networks of a draw share all of that. `none_800` is `none` after 800 epochs. A lift is the accuracy minus that of `none`.

    make_case_study.py [initializations [draws]]

takes 400 and 200 by default. The first trainings are the same however many there are.
"""

import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np

import fixture_json

UNITS, L1, EPOCHS, EARLY = 500, np.float32(1e-4), 4000, 800
RATE, BETA1, BETA2, EPSILON = 1e-3, 0.9, 0.999, np.float32(1e-7)
SAMPLES, NOISE, TRAIN_ROWS, UNSEEN_ROWS = 100, 0.1, 30, 10_000
MODELS = ("none", "pre", "post")
# Trainings side by side; their arrays fit into the second-level cache.
TOGETHER = 5


def circles(count, seed):
    """scikit-learn's make_circles(count, noise=0.1, random_state=seed): label 1 is the inner circle, of radius 0.8."""
    random = np.random.RandomState(seed)
    angles = np.linspace(0, 2 * np.pi, count // 2, endpoint=False)
    circle = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    points, labels = np.concatenate([circle, 0.8 * circle]), np.repeat([0, 1], count // 2)
    order = np.arange(count)
    random.shuffle(order)
    return points[order] + random.normal(scale=NOISE, size=(count, 2)), labels[order]


def tutorial_points():
    table = np.loadtxt(fixture_json.HERE / "circles_100_0.1_1.csv", delimiter=",", skiprows=1)
    points, labels = circles(SAMPLES, 1)
    assert np.allclose(points, table[:, :2], rtol=0, atol=1e-12) and np.array_equal(labels, table[:, 2])
    return table[:, :2], table[:, 2]


def with_ones(points):
    """A third feature of 1, so that the third row of the first kernel is its bias."""
    return np.concatenate([points, np.ones((*points.shape[:-1], 1))], axis=-1).astype(np.float32)


def initial_weights(seeds):
    """[kernel and bias of the hidden layer, kernel of the output layer, its bias], a first axis of trainings."""
    def glorot(random, fan_in, fan_out):
        limit = np.sqrt(6 / (fan_in + fan_out))
        return random.uniform(-limit, limit, (fan_in, fan_out))

    randoms = [np.random.default_rng(seed) for seed in seeds]
    hidden = [np.concatenate([glorot(random, 2, UNITS), np.zeros((1, UNITS))]) for random in randoms]
    output = [glorot(random, UNITS, 1) for random in randoms]
    return [np.array(hidden, np.float32), np.array(output, np.float32), np.zeros((len(seeds), 1, 1), np.float32)]


def train(model, weights, x, y, early=None):
    """Changes the weights: x [trainings or nothing, rows, 3], y [the same, rows, 1]; `early` is called after EARLY epochs."""
    x_transposed = np.swapaxes(x, -1, -2).copy()
    moments = [(np.zeros_like(w), np.zeros_like(w)) for w in weights]
    rows = np.float32(x.shape[-2])
    for step in range(1, EPOCHS + 1):
        hidden, output, bias = weights
        z = x @ hidden
        active = (z > 0).astype(np.float32)
        a = z * active
        of_logit = (1 / (1 + np.exp(-(a @ output + bias))) - y) / rows
        of_z = of_logit * np.swapaxes(output, 1, 2)
        if model == "post":
            of_z += L1
        of_z *= active
        if model == "pre":
            of_z += L1 * (active - (z < 0))
        gradients = [x_transposed @ of_z, np.swapaxes(a, 1, 2) @ of_logit, of_logit.sum(axis=1, keepdims=True)]
        rate = np.float32(RATE * np.sqrt(1 - BETA2**step) / (1 - BETA1**step))
        for weight, gradient, (m, v) in zip(weights, gradients, moments):
            m += np.float32(1 - BETA1) * (gradient - m)
            v += np.float32(1 - BETA2) * (gradient * gradient - v)
            weight -= rate * m / (np.sqrt(v) + EPSILON)
        if step == EARLY and early is not None:
            early(weights)


def accuracies(weights, x, y):
    hidden, output, bias = weights
    logits = np.maximum(x @ hidden, 0) @ output + bias
    return ((logits > 0) == (y > 0.5)).mean(axis=(1, 2))


def in_parts(run, count):
    """Runs parts of the trainings on two threads; NumPy lets go of Python's lock."""
    parts = [range(first, min(first + TOGETHER, count)) for first in range(0, count, TOGETHER)]
    # exp of minus a logit far below 0 is infinite, and the probability 0, as it should be.
    with ThreadPoolExecutor(2, initializer=lambda: np.seterr(over="ignore")) as pool:
        results = list(pool.map(run, parts))
    return {key: np.concatenate([result[key] for result in results]) for key in results[0]}


def initializations(count):
    points, labels = tutorial_points()
    x, y = with_ones(points), labels[:, None].astype(np.float32)
    (x_train, y_train), (x_test, y_test) = (x[:TRAIN_ROWS], y[:TRAIN_ROWS]), (x[TRAIN_ROWS:], y[TRAIN_ROWS:])

    def part(repeats):
        result = {}
        for model in MODELS:
            weights = initial_weights([[1, repeat] for repeat in repeats])
            train(model, weights, x_train, y_train)
            a = np.maximum(x_train @ weights[0], 0)
            result[model, "train"] = accuracies(weights, x_train, y_train)
            result[model, "test"] = accuracies(weights, x_test, y_test)
            result[model, "mean_activation"] = a.mean(axis=(1, 2))
            result[model, "zero_fraction"] = (a == 0).mean(axis=(1, 2))
            result[model, "dead_unit_fraction"] = (a == 0).all(axis=1).mean(axis=1)
        return result

    return in_parts(part, count)


def draws(count):
    """Draw i, from 1, has points of seed 1000 + i and unseen ones of 2000 + i, as in the notebook: 1000 draws share none."""
    assert count <= 1000

    def part(repeats):
        train_sets = [circles(SAMPLES, 1001 + repeat) for repeat in repeats]
        unseen = [circles(UNSEEN_ROWS, 2001 + repeat) for repeat in repeats]
        x = np.stack([with_ones(points[:TRAIN_ROWS]) for points, _ in train_sets])
        y = np.stack([labels[:TRAIN_ROWS, None] for _, labels in train_sets]).astype(np.float32)
        result = {}

        def measure(name, weights):
            each = [[w[i:i + 1] for w in weights] for i in range(len(repeats))]
            result[name] = np.concatenate(
                [accuracies(one, with_ones(p), q[:, None]) for one, (p, q) in zip(each, unseen)])

        for model in MODELS:
            weights = initial_weights([[2, repeat] for repeat in repeats])
            early = (lambda now: measure("none_800", now)) if model == "none" else None
            train(model, weights, x, y, early)
            measure(model, weights)
        return result

    return in_parts(part, count)


def statistics(values):
    values = np.asarray(values, float)
    sd = values.std(ddof=1)
    return {"mean": round(values.mean(), 6), "sd": round(sd, 6), "se": round(sd / np.sqrt(len(values)), 6)}


def published_together(results):
    """How many initializations have all three test accuracies of the tutorial, to three digits."""
    return int(np.all([np.round(results[model, "test"], 3) == figure
                       for model, figure in zip(MODELS, (0.786, 0.829, 0.743))], axis=0).sum())


def initialization_cases(results):
    for model in MODELS:
        yield {
            "model": model, "train_median": round(float(np.median(results[model, "train"])), 6),
            **{name: statistics(results[model, name])
               for name in ("test", "mean_activation", "zero_fraction", "dead_unit_fraction")},
            "test_correct": np.rint(results[model, "test"] * (SAMPLES - TRAIN_ROWS)).astype(int),
        }


def draw_cases(results):
    for name, values in results.items():
        yield {"model": name, "test": statistics(values), "lift": statistics(values - results["none"])}


if __name__ == "__main__":
    initialization_count, draw_count = (*map(int, sys.argv[1:]), *(400, 200)[len(sys.argv) - 1:])
    of_tutorial = initializations(initialization_count)
    of_draws = draws(draw_count)
    fixture_json.write("case_study.json", {
        "meta": {
            "made_by": f"make_case_study.py, NumPy {np.__version__}",
            "statistics": "mean; sd: the sample's; se: the mean's standard error",
            "test_correct": "[initialization]: how many of the 70 test rows are right",
            "initializations": initialization_count, "draws": draw_count,
            "published_together": published_together(of_tutorial),
        },
        "initializations": list(initialization_cases(of_tutorial)),
        "draws": list(draw_cases(of_draws)),
    })
