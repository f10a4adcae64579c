"""Trains a sparse autoencoder (TopK) with PyTorch, eagerly, on random rows.

Usage: torch_sparse_autoencoder.py THREADS
Reads requests from standard input, a line of JSON each, and answers each with a line of JSON on standard output. A request
is {"features": 784, "units": 4096, "k": 32, "rows": 512, "steps": 2}: one step to warm up, the given number timed. The decoder's
rows have norm 1, and the parallel part of its gradient is removed, as in Gao et al., 2024; Adam.
The answer is {"seconds": per step, "loss": of the last step}.
"""
import json
import os
import sys

THREADS = sys.argv[1]
# To be set before torch and its BLAS are loaded.
os.environ["OMP_NUM_THREADS"] = THREADS
os.environ["OPENBLAS_NUM_THREADS"] = THREADS

import time

import torch

clock = time.process_time if os.environ.get("BENCHMARK_CLOCK") == "cpu" else time.perf_counter


def train(request):
    n, m, k, rows = request["features"], request["units"], request["k"], request["rows"]
    torch.manual_seed(1)
    encoder = torch.nn.functional.normalize(torch.randn(n, m), dim=0).requires_grad_()
    decoder = encoder.detach().t().clone().requires_grad_()
    bias, pre_bias = torch.zeros(m, requires_grad=True), torch.zeros(n, requires_grad=True)
    optimizer = torch.optim.Adam([encoder, decoder, bias, pre_bias], lr=1e-3)
    x = torch.rand(rows, n) * 2 - 1
    for step in range(1 + request["steps"]):
        if step == 1:
            start = clock()
        pre = (x - pre_bias) @ encoder + bias
        values, places = pre.topk(k, dim=1)
        code = torch.zeros_like(pre).scatter(1, places, values)
        loss = ((code @ decoder + pre_bias - x) ** 2).mean()
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        with torch.no_grad():
            decoder.grad -= (decoder.grad * decoder).sum(1, keepdim=True) * decoder
        optimizer.step()
        with torch.no_grad():
            decoder /= decoder.norm(dim=1, keepdim=True)
    return {"seconds": (clock() - start) / request["steps"], "loss": loss.item()}


torch.set_num_threads(int(THREADS))
for line in sys.stdin:
    print(json.dumps(train(json.loads(line))), flush=True)
