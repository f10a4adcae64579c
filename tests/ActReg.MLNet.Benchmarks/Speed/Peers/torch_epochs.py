"""Trains with PyTorch, eagerly, whatever it is asked for.

Usage: torch_epochs.py THREADS
Reads requests from standard input, a line of JSON each, and answers each with a line of JSON on standard output. A request
is {"features": FILE, "labels": FILE, "rows": 100000, "sizes": [28, 256, 256, 1], "batchSize": 256, "epochs": 2, "l1": 1e-4,
"learningRate": 1e-3}: files of raw float32, of which the first rows are read; one epoch to warm up, the given number timed.
The answer is {"seconds": per epoch, "loss": of the last epoch}.
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


def load(request):
    rows, width = request["rows"], request["sizes"][0]
    features = torch.from_numpy(np.fromfile(request["features"], np.float32, rows * width).reshape(rows, width))
    labels = torch.from_numpy(np.fromfile(request["labels"], np.float32, rows))
    return features, labels if request["sizes"][-1] == 1 else labels.long()


def data_loss(outputs, labels):
    if outputs.shape[1] == 1:
        return F.binary_cross_entropy_with_logits(outputs.squeeze(1), labels)
    return F.cross_entropy(outputs, labels)


def train(request):
    features, labels = load(request)
    sizes, batch, rows = request["sizes"], request["batchSize"], len(labels)
    layers = [torch.nn.Linear(*pair) for pair in zip(sizes, sizes[1:])]
    optimizer = torch.optim.Adam([p for layer in layers for p in layer.parameters()], lr=request["learningRate"])
    for epoch in range(1 + request["epochs"]):
        if epoch == 1:
            start = clock()
        order = torch.randperm(rows)
        # Gathered once for the epoch: faster than batch by batch.
        epoch_features, epoch_labels = features[order], labels[order]
        total = torch.zeros(())
        for first in range(0, rows, batch):
            x, y = epoch_features[first:first + batch], epoch_labels[first:first + batch]
            penalty = 0
            for layer in layers[:-1]:
                x = F.relu(layer(x))
                penalty = penalty + x.abs().sum()
            loss = data_loss(layers[-1](x), y) + request["l1"] / len(y) * penalty
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
            total += loss.detach() * len(y)
        mean_loss = total.item() / rows
    return {"seconds": (clock() - start) / request["epochs"], "loss": mean_loss}


torch.set_num_threads(int(THREADS))
for line in sys.stdin:
    print(json.dumps(train(json.loads(line))), flush=True)
