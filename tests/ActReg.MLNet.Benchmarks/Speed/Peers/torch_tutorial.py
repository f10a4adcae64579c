"""Trains the tutorial's network with PyTorch, eagerly, as one would write it.

Usage: torch_tutorial.py THREADS
Reads requests from standard input, a line of JSON each, and answers each with a line of JSON on standard output. A request is
{"features": FILE, "labels": FILE, "validationFeatures": FILE, "validationLabels": FILE, "units": 500, "epochs": 4000,
"l1": 1e-4, "learningRate": 1e-3}: files of raw float32; no validation where their names are null.
The answer is {"seconds": of the whole training, "loss": of the last epoch}.
"""
import json
import os
import sys

THREADS = sys.argv[1]
# To be set before torch and its BLAS are loaded.
os.environ["OMP_NUM_THREADS"] = THREADS
os.environ["OPENBLAS_NUM_THREADS"] = THREADS

import time

import numpy as np
import torch
import torch.nn.functional as F

clock = time.process_time if os.environ.get("BENCHMARK_CLOCK") == "cpu" else time.perf_counter


def load(features, labels):
    labels = torch.from_numpy(np.fromfile(labels, np.float32))
    return torch.from_numpy(np.fromfile(features, np.float32).reshape(len(labels), -1)), labels


def train(request):
    x, y = load(request["features"], request["labels"])
    validates = request["validationFeatures"] is not None
    if validates:
        validation_x, validation_y = load(request["validationFeatures"], request["validationLabels"])
    losses, validation_losses, validation_accuracies = [], [], []
    start = clock()
    hidden = torch.nn.Linear(x.shape[1], request["units"])
    output = torch.nn.Linear(request["units"], 1)
    optimizer = torch.optim.Adam([*hidden.parameters(), *output.parameters()], lr=request["learningRate"])
    for _ in range(request["epochs"]):
        z = hidden(x)
        loss = F.binary_cross_entropy_with_logits(output(F.relu(z)).squeeze(1), y) + request["l1"] * z.abs().sum()
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        if validates:
            with torch.no_grad():
                logits = output(F.relu(hidden(validation_x))).squeeze(1)
                validation_losses.append(F.binary_cross_entropy_with_logits(logits, validation_y).item())
                validation_accuracies.append(((logits > 0) == (validation_y > 0.5)).float().mean().item())
    return {"seconds": clock() - start, "loss": losses[-1]}


torch.set_num_threads(int(THREADS))
for line in sys.stdin:
    print(json.dumps(train(json.loads(line))), flush=True)
