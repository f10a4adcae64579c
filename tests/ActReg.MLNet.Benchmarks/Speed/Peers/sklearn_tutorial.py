"""Trains the tutorial's network with scikit-learn's MLPClassifier, which has no activity penalty and measures no validation rows.

Usage: sklearn_tutorial.py
Reads requests from standard input, a line of JSON each, and answers each with a line of JSON on standard output. A request is
{"features": FILE, "labels": FILE, "units": 500, "epochs": 4000, "learningRate": 1e-3}: files of raw float32.
The answer is {"seconds": of the whole training, "loss": of the last epoch}.
"""
import json
import os
import sys

# To be set before numpy is loaded.
os.environ["OMP_NUM_THREADS"] = "1"
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import time
import warnings

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

clock = time.process_time if os.environ.get("BENCHMARK_CLOCK") == "cpu" else time.perf_counter


def train(request):
    y = np.fromfile(request["labels"], np.float32)
    # Double precision is what it computes in where it gets it; single is faster.
    x = np.fromfile(request["features"], np.float32).reshape(len(y), -1)
    epochs = request["epochs"]
    model = MLPClassifier(
        (request["units"],), alpha=0, batch_size=len(y), learning_rate_init=request["learningRate"], max_iter=epochs, tol=0,
        n_iter_no_change=epochs + 1)
    start = clock()
    model.fit(x, y)
    seconds = clock() - start
    if model.n_iter_ != epochs:
        sys.exit(f"It stopped after {model.n_iter_} epochs instead of {epochs}.")
    return {"seconds": seconds, "loss": float(model.loss_)}


warnings.simplefilter("ignore", ConvergenceWarning)
for line in sys.stdin:
    print(json.dumps(train(json.loads(line))), flush=True)
