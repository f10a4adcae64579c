"""Scores scikit-learn's methods, with their defaults.

Usage: sklearn_peers.py DATA.json PATTERN
DATA has task, features, targets, foldOf (a list for each repeat) and foldsPerRepeat. Prints a line of JSON for each method whose
name the regular expression PATTERN finds: its name, and in each fold its accuracy (or R2), its log-loss (null without
probabilities) and the processor time of training.
"""
import json
import os
import re
import sys
import time
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

# Single precision's step at 1, as for the other methods.
SMALLEST_PROBABILITY = 1.1920929e-7


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


def log_loss(model, features, targets):
    if not hasattr(model, "predict_proba"):
        return None
    # A class that no training row has gets no probability.
    of_class = dict(zip(model.classes_, model.predict_proba(features).T))
    nothing = np.zeros(len(targets))
    given = np.array([of_class.get(target, nothing)[row] for row, target in enumerate(targets)])
    return -np.log(np.clip(given, SMALLEST_PROBABILITY, 1)).mean()


def main(data_path, pattern):
    with open(data_path) as file:
        data = json.load(file)
    features, targets = np.array(data["features"]), np.array(data["targets"])
    task = "regression" if data["task"] == "Regression" else "classification"
    held_out = [np.array(folds) == fold for folds in data["foldOf"] for fold in range(data["foldsPerRepeat"])]
    # MLP stops at 200 epochs whether it has converged or not; that is its default.
    warnings.simplefilter("ignore", ConvergenceWarning)
    for name, create in METHODS[task].items():
        if not re.search(pattern, name):
            continue
        scores, log_losses, seconds = [], [], []
        for seed, test in enumerate(held_out, start=1):
            train_features, test_features = standardized(features[~test], features[test])
            before = time.process_time()
            model = create(seed).fit(train_features, targets[~test])
            seconds.append(time.process_time() - before)
            scores.append(model.score(test_features, targets[test]))
            log_losses.append(log_loss(model, test_features, targets[test]))
        print(json.dumps({
            "method": name, "scores": scores, "logLosses": None if None in log_losses else log_losses, "fitSeconds": seconds,
        }), flush=True)


main(*sys.argv[1:])
