"""Writes data sets of statsmodels that are in the public domain as CSV beside this file: numbers, then the column target.

Debian 12: apt-get install python3-statsmodels, then /usr/bin/python3 export_statsmodels.py; another folder of statsmodels'
data sets may be given.
"""
import csv
import math
import random
import sys
from pathlib import Path

HERE = Path(__file__).parent
SOURCE = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/lib/python3/dist-packages/statsmodels/datasets")


def read(name, delimiter):
    with open(SOURCE / name / f"{name}.csv", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter, quotechar="'"))


def write(name, rows, features, target):
    with open(HERE / f"{name}.csv", "w", newline="\n") as file:
        file.write(",".join([*features, "target"]) + "\n")
        file.writelines(",".join([row[column] for column in features] + [target(row)]) + "\n" for row in rows)


election = read("anes96", "\t")
columns = list(election[0])
write("election-vote", election, [c for c in columns if c != "vote"], lambda row: row["vote"])
write("election-income", election, [c for c in columns if c != "income"], lambda row: row["income"])

visits = read("randhie", ",")
random.seed(1)
visits = [visits[i] for i in sorted(random.sample(range(len(visits)), 1500))]
write("doctor-visits", visits, [c for c in visits[0] if c != "mdvis"], lambda row: repr(math.log1p(float(row["mdvis"]))))
