#!/usr/bin/env python3
"""Writes the fixtures for RandomState, Circles and Moons beside this file, with NumPy 1.24 and scikit-learn 1.2.1.

Doubles are stored as the 16 hexadecimal digits of their bits, so that nothing is lost; running the script again gives
the same bytes. NumPy's AVX-512 sine and cosine round differently from the C library's in the last bit: they are
switched off, and the script stops where the two still differ.
"""

import gzip
import itertools
import json
import math
import os
import pathlib

os.environ["NPY_DISABLE_CPU_FEATURES"] = "AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL AVX512_ICL"

import numpy as np  # noqa: E402
import sklearn  # noqa: E402
from sklearn.datasets import make_circles, make_moons  # noqa: E402

HERE = pathlib.Path(__file__).parent
COUNTS = [0, 1, 2, 7, 100, (3, 5), (10, 4), (0, 3)]
# Here the last of the equal steps misses pi by rounding, and linspace sets it.
MOON_COUNTS = COUNTS + [(26, 42)]
NOISES = [None, 0.0, 0.1, 1.5]
SEEDS = [0, 1, 42, 2**32 - 1]
FACTORS = [0.0, 0.5, 0.8, 0.99]
SHUFFLES = [True, False]
STATE_SEEDS = [0, 1, 42, 2**32 - 1, [5], [0, 0], [1, 2], [42, 2**32 - 1, 7], list(range(1000))]
MAXIMA = [0, 1, 2, 7, 99, 1000, 2**31 - 1, 2**31, 2**32 - 2, 2**32 - 1]


def bits(values):
    return np.asarray(values, dtype=">f8").tobytes().hex()


def check_library():
    angles = np.linspace(0, 2 * np.pi, 10007, endpoint=False)
    for vector, scalar in ((np.cos, math.cos), (np.sin, math.sin)):
        if vector(angles).tolist() != [scalar(angle) for angle in angles]:
            raise SystemExit(f"NumPy's {vector.__name__} is not the C library's on this machine")


def points(generate, names, *grid):
    for values in itertools.product(*grid):
        arguments = dict(zip(names, values))
        x, y = generate(**arguments)
        case = dict(arguments, xy=bits(x), labels="".join(map(str, y)))
        case["n_samples"] = list(np.atleast_1d(case["n_samples"]).tolist())
        yield case


def stream(seed):
    random = np.random.RandomState(seed)

    def step(name, argument, values):
        exact = bits(values) if np.asarray(values).dtype == float else None
        whole = None if exact is not None else [int(value) for value in values]
        return {"draw": name, "argument": argument, "doubles": exact, "integers": whole}

    def shuffled(count):
        items = np.arange(count)
        random.shuffle(items)
        return items

    yield step("uint32", 20, random.randint(0, 2**32, 20, dtype=np.uint32))
    yield step("random_sample", 330, random.random_sample(330))
    # An odd number leaves the second value of a pair for the next step but two.
    yield step("standard_normal", 51, random.standard_normal(51))
    yield step("random_sample", 3, random.random_sample(3))
    yield step("standard_normal", 4, random.standard_normal(4))
    yield step("uniform", 10, random.uniform(-2.5, 7.0, 10))
    yield step("normal", 10, random.normal(-3.0, 0.25, 10))
    for maximum in MAXIMA:
        yield step("interval", maximum, random.randint(0, maximum + 1, 10, dtype=np.int64))
    for count in (0, 1, 2, 10, 300):
        yield step("shuffle", count, shuffled(count))
    yield step("random_sample", 2, random.random_sample(2))


def write(name, cases):
    text = "[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n"
    path = HERE / name
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(name, path.stat().st_size, "bytes")


if sklearn.__version__ != "1.2.1":
    raise SystemExit(f"needs scikit-learn 1.2.1, found {sklearn.__version__}")
check_library()
circle_options = ("n_samples", "noise", "random_state", "factor", "shuffle")
write("sklearn_circles.json.gz", points(make_circles, circle_options, COUNTS, NOISES, SEEDS, FACTORS, SHUFFLES))
moon_options = ("n_samples", "noise", "random_state", "shuffle")
write("sklearn_moons.json.gz", points(make_moons, moon_options, MOON_COUNTS, NOISES, SEEDS, SHUFFLES))
write("numpy_random_state.json.gz", ({"seed": seed, "steps": list(stream(seed))} for seed in STATE_SEEDS))
