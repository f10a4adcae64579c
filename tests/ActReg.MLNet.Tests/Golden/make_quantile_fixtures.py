"""Quantiles by NumPy (method averaged_inverted_cdf, the second definition of Hyndman and Fan) of columns with ties, single values and even and odd counts.

Run with Debian 12's python3-numpy (1.24.2): /usr/bin/python3 make_quantile_fixtures.py
quantiles.json: cases of {"values": the column, "shares": from 0 to 1, "quantiles": one per share}.
"""
import json

import numpy

random = numpy.random.RandomState(1)
columns = [
    [3.0], [1.0, 2.0], [1.0, 2.0, 3.0, 4.0], [5.0, 5.0, 5.0, 5.0], [0.0, 0.0, 0.0, 1.0],
    *[numpy.round(random.normal(0, 10, count), 1).tolist() for count in (7, 8, 20, 41, 100)],
]
shares = [0.05, 0.25, 0.5, 0.75, 0.95]
cases = [
    {"values": column, "shares": shares, "quantiles": numpy.quantile(column, shares, method="averaged_inverted_cdf").tolist()}
    for column in columns
]
with open("quantiles.json", "w") as file:
    json.dump({"cases": cases}, file)
