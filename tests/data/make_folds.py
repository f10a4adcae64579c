"""Writes folds/NAME.csv for each data set beside this file: ten repeats of five folds, a line for each row of the data.

Column repeatR gives the fold, 0 to 4, that holds the row out in repeat R. Stratified for classes, plain for diabetes.
Debian 12: apt-get install python3-sklearn, then /usr/bin/python3 make_folds.py
"""
import csv
from pathlib import Path

import numpy as np
from sklearn.model_selection import KFold, StratifiedKFold

HERE = Path(__file__).parent
REPEATS = 10
FOLDS = 5
REGRESSION = {"diabetes"}

for path in sorted(HERE.glob("*.csv")):
    with open(path, newline="") as file:
        targets = [row["target"] for row in csv.DictReader(file)]
    splitter = KFold if path.stem in REGRESSION else StratifiedKFold
    fold_of = np.empty((len(targets), REPEATS), dtype=int)
    for repeat in range(REPEATS):
        splits = splitter(n_splits=FOLDS, shuffle=True, random_state=repeat).split(np.zeros(len(targets)), targets)
        for fold, (_, held_out) in enumerate(splits):
            fold_of[held_out, repeat] = fold
    with open(HERE / "folds" / path.name, "w", newline="\n") as file:
        file.write(",".join(f"repeat{repeat}" for repeat in range(REPEATS)) + "\n")
        file.writelines(",".join(map(str, row)) + "\n" for row in fold_of)
