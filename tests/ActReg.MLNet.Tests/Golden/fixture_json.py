"""What the scripts that write JSON fixtures share: numbers that a float holds exactly, and one way of writing a file."""

import gzip
import json
import pathlib

import numpy as np

HERE = pathlib.Path(__file__).parent
LIMIT = 150_000


def exact_in_float(values, bits=11):
    """The nearest numbers with a significand of `bits` bits: float32 and float64 code start from the same values."""
    significand, exponent = np.frexp(np.asarray(values, dtype=float))
    return np.ldexp(np.round(np.ldexp(significand, bits)), exponent - bits)


def plain(value):
    """Arrays and NumPy's scalars as lists and Python's scalars; Python prints a float as its shortest round-trip decimals."""
    return value.tolist() if isinstance(value, (np.ndarray, np.generic)) else value


def dumps(value):
    return json.dumps(value, default=plain, allow_nan=False)


def write(name, document):
    """Writes an object beside this file, compressed if its name ends so: a line for each member and each item of a list."""
    members = []
    for key, value in document.items():
        if isinstance(value, dict):
            value = "{\n" + ",\n".join(f"{dumps(k)}: {dumps(v)}" for k, v in value.items()) + "\n}"
        elif isinstance(value, list) and isinstance(value[0], dict):
            value = "[\n" + ",\n".join(map(dumps, value)) + "\n]"
        else:
            value = dumps(value)
        members.append(f"{dumps(key)}: {value}")
    path = HERE / name
    text = ("{\n" + ",\n".join(members) + "\n}\n").encode()
    path.write_bytes(gzip.compress(text, 9, mtime=0) if path.suffix == ".gz" else text)
    size = path.stat().st_size
    if size > LIMIT:
        raise SystemExit(f"{name} has {size} bytes, more than {LIMIT}")
    print(name, size, "bytes")
