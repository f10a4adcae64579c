"""Scores scikit-learn's methods, with their defaults, on committed folds.

Usage: sklearn_peers.py DATA.csv FOLDS.csv classification|regression REPEATS PATTERN
Prints a line of JSON for each method: its name, and its accuracy (or R2) in each fold of the first REPEATS repeats.
Only of the methods whose name the regular expression PATTERN finds.
"""
import json
import os
import re
import sys
import warnings

# On data this small, threads mostly wait for each other. To be set before numpy is imported.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
from sklearn.compose import TransformedTargetRegressor
from sklearn.ensemble import (HistGradientBoostingClassifier, HistGradientBoostingRegressor, RandomForestClassifier,
                              RandomForestRegressor)
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC, SVR

FOLDS = 5


def on_scaled_target(regressor):
    return TransformedTargetRegressor(regressor, transformer=StandardScaler())


METHODS = {
    "classification": {
        "sklearn MLP": lambda seed: MLPClassifier(random_state=seed),
        "sklearn LogisticRegression": lambda seed: LogisticRegression(random_state=seed),
        "sklearn SVC, rbf": lambda seed: SVC(random_state=seed),
        "sklearn RandomForest": lambda seed: RandomForestClassifier(random_state=seed),
        "sklearn HistGradientBoosting": lambda seed: HistGradientBoostingClassifier(random_state=seed),
    },
    "regression": {
        # Of the two, the fair one: on the raw target the default 200 epochs end long before it has converged.
        "sklearn MLP, standardized target": lambda seed: on_scaled_target(MLPRegressor(random_state=seed)),
        "sklearn MLP": lambda seed: MLPRegressor(random_state=seed),
        "sklearn Ridge": lambda seed: Ridge(random_state=seed),
        "sklearn SVR, standardized target": lambda seed: on_scaled_target(SVR()),
        "sklearn RandomForest": lambda seed: RandomForestRegressor(random_state=seed),
        "sklearn HistGradientBoosting": lambda seed: HistGradientBoostingRegressor(random_state=seed),
    },
}


def standardized(train, test):
    """Scaled by the training rows, and rounded to the single precision that ML.NET's trainers get."""
    scaler = StandardScaler().fit(train)
    return [scaler.transform(rows).astype(np.float32).astype(np.float64) for rows in (train, test)]


def main(data_path, folds_path, task, repeats, pattern):
    data = np.loadtxt(data_path, delimiter=",", skiprows=1)
    features, targets = data[:, :-1], data[:, -1]
    fold_of = np.loadtxt(folds_path, delimiter=",", skiprows=1, dtype=int)
    held_out = [fold_of[:, repeat] == fold for repeat in range(int(repeats)) for fold in range(FOLDS)]
    # MLP stops at 200 epochs whether it has converged or not; that is its default.
    warnings.simplefilter("ignore", ConvergenceWarning)
    for name, create in METHODS[task].items():
        if not re.search(pattern, name):
            continue
        scores = []
        for seed, test in enumerate(held_out, start=1):
            train_features, test_features = standardized(features[~test], features[test])
            scores.append(create(seed).fit(train_features, targets[~test]).score(test_features, targets[test]))
        print(json.dumps({"method": name, "scores": scores}), flush=True)


main(*sys.argv[1:])
