#!/usr/bin/env python3
"""Writes encodings.json beside this file: bins and piecewise-linear encodings of features, and first biases by rows, in Python's fractions and doubles.

Run with any Python 3: python3 make_encoding_fixtures.py

encodings: cases of {"bins": the most bins, "values": a column, null where missing, "weights": how often each row counts, "edges": of its bins, "points": values to encode, "encoded": one list per point}.
Edges are quantiles at 0, 1 / bins, ..., 1 of the rows that there are, each as often as it counts: the second definition of Hyndman and Fan, the value at which the share is reached, or the middle of two where it
ends at the first. Equal ones are one; where there are no more than bins + 1 different values, each is an edge. The encoding of x (Gorishniy, Rubachev and Babenko, "On embeddings for numerical features in tabular deep
learning", 2022, equation 1) has for the t-th of T bins from b to c: 0 if x < b and t > 1, 1 if x >= c and t < T, else (x - b) / (c - b). A column of one value, or none, has one bin, whose encoding is 0.

biases: a network of dense layers with ReLUs, whose kernels are given and whose biases begin by rows: {"seed", "rows": the rows of each unit, "features": [row][feature], "weights": one per row, "kernels": [layer][input][unit], "biases":
[layer][unit]}. For each layer in order, and each of its units in order, rows are drawn one after the other: a uniform number says which, by the weights in the order of rows, and the next one, u, gives it the weight -log(1 - u); the bias is minus
the mean by these weights of what the unit is for those rows without a bias (Holzmueller, Grinsztajn and Steinwart, "Better by default", 2024, "he+5"). Uniform numbers have 53 bits from the Mersenne Twister that is seeded by the array
[seed, 7], which is what Python's random.Random makes of the number seed + 7 * 2**32.
"""
import json
import math
import pathlib
import random
import struct
from fractions import Fraction


def single(value):
    return struct.unpack("f", struct.pack("f", value))[0]


def edges(rows, bins):
    different = sorted(set(rows))
    if len(different) <= bins + 1:
        return different
    rows = sorted(rows)
    found = []
    for i in range(bins + 1):
        place = Fraction(i * len(rows), bins)
        if place.denominator > 1 or place in (0, len(rows)):
            quantile = rows[min(math.ceil(place), len(rows)) - 1] if place else rows[0]
        else:
            quantile = (Fraction(rows[int(place) - 1]) + Fraction(rows[int(place)])) / 2
        found.append(single(float(quantile)))
    return sorted(set(found))


def encode(x, between):
    bins = list(zip(between, between[1:]))
    if not bins:
        return [0.0]
    encoded = []
    for t, (low, high) in enumerate(bins):
        if t > 0 and x < low:
            encoded.append(0.0)
        elif t < len(bins) - 1 and x >= high:
            encoded.append(1.0)
        else:
            encoded.append(float((Fraction(x) - Fraction(low)) / (Fraction(high) - Fraction(low))))
    return encoded


def encoding(bins, values, weights=None):
    weights = weights or [1] * len(values)
    rows = [value for value, weight in zip(values, weights) if value is not None for _ in range(weight)]
    between = edges(rows, bins)
    points = sorted(set(between + [single((a + b) / 2) for a, b in zip(between, between[1:])] + [single(value) for value in (-7.25, -0.5, 0.0, 0.3, 1.0, 12.5)]))
    return {"bins": bins, "values": values, "weights": weights, "edges": between, "points": points, "encoded": [encode(x, between) for x in points]}


def biases(seed, rows, features, weights, kernels):
    draws = random.Random(seed + 7 * 2**32)
    values, found = features, []
    for kernel in kernels:
        before = [[sum(x * kernel[i][unit] for i, x in enumerate(row)) for unit in range(len(kernel[0]))] for row in values]
        layer = []
        for unit in range(len(kernel[0])):
            shares, total = 0.0, 0.0
            for _ in range(rows):
                place = draws.random() * sum(weights)
                row = 0
                while place >= weights[row]:
                    place -= weights[row]
                    row += 1
                share = -math.log(1 - draws.random())
                total += share * before[row][unit]
                shares += share
            layer.append(-total / shares)
        values = [[max(0.0, value + bias) for value, bias in zip(row, layer)] for row in before]
        found.append(layer)
    return {"seed": seed, "rows": rows, "features": features, "weights": weights, "kernels": kernels, "biases": found}


draw = random.Random(1)


def numbers(count, decimals=3):
    return [single(round(draw.gauss(0, 2), decimals)) for _ in range(count)]


def matrix(rows, columns):
    return [numbers(columns, 2) for _ in range(rows)]


ENCODINGS = [
    encoding(4, [3.0, 3.0, 3.0]),
    encoding(4, [None, None]),
    encoding(4, [0.0, 1.0, 1.0, 0.0, 0.0, 0.0]),
    encoding(3, [1.0, 2.0, 4.0, 8.0, 8.0, 8.0]),
    encoding(3, [1.0, 2.0, 4.0, 8.0, 8.0, 16.0]),
    encoding(1, numbers(10)),
    encoding(8, numbers(40)),
    encoding(7, numbers(49)),
    encoding(25, numbers(50)),
    encoding(9, numbers(60, 0)),
    encoding(5, [0.0] * 30 + numbers(8)),
    encoding(6, [None if i % 3 == 0 else value for i, value in enumerate(numbers(30))]),
    encoding(4, numbers(12), [draw.randrange(4) for _ in range(12)]),
    encoding(2, [5.0, 1.0, 9.0, 2.0], [0, 1, 0, 3]),
]
BIASES = [
    biases(1, 5, matrix(6, 3), [1.0] * 6, [matrix(3, 4), matrix(4, 5)]),
    biases(123456789, 1, matrix(4, 2), [1.0, 0.0, 2.0, 0.5], [matrix(2, 9)]),
    biases(2, 3, matrix(1, 2), [1.0], [matrix(2, 3), matrix(3, 2), matrix(2, 2)]),
]
with open(pathlib.Path(__file__).parent / "encodings.json", "w") as file:
    json.dump({"encodings": ENCODINGS, "biases": BIASES}, file)
