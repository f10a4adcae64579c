"""Networks of PyTorch with their weights, rows and outputs: python3 make_pytorch_fixtures.py, with Debian's python3-torch.

The last, circles, is trained, on points of two circles; README goes on with it.

Writes pytorch/NAME.safetensors and pytorch/NAME.pt, the state_dict twice, and pytorch/outputs.json, rows as our features have them and what the network makes of them.
"""
import json
import os
import struct

import torch
from torch import nn

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "pytorch")
KINDS = {torch.float32: "F32", torch.int64: "I64"}


def save_safetensors(path, tensors):
    """The format of https://github.com/huggingface/safetensors, of which Debian has no package; names in alphabetical order, as its own writer has them."""
    header, data = {"__metadata__": {"format": "pt"}}, b""
    for name, tensor in sorted(tensors.items()):
        raw = tensor.contiguous().numpy().tobytes()
        header[name] = {"dtype": KINDS[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


class LastOutputs(nn.Module):
    """A recurrent module's outputs of both directions after the last step each has read."""

    def __init__(self, cell, head):
        super().__init__()
        self.cell, self.head = cell, head

    def forward(self, x):
        _, last = self.cell(x)
        last = last[0] if isinstance(last, tuple) else last
        directions = 2 if self.cell.bidirectional else 1
        return self.head(torch.cat(list(last[-directions:]), dim=1))


class Words(LastOutputs):
    def __init__(self):
        super().__init__(nn.LSTM(4, 5, num_layers=2, bidirectional=True, batch_first=True), nn.Linear(10, 1))
        self.embedding = nn.Embedding(7, 4)

    def forward(self, x):
        return super().forward(self.embedding(x.long()))


class AllOutputs(nn.Module):
    """All outputs of a GRU, flattened."""

    def __init__(self):
        super().__init__()
        self.gru, self.head = nn.GRU(3, 6, batch_first=True), nn.Linear(30, 1)

    def forward(self, x):
        return self.head(self.gru(x)[0].flatten(1))


NETWORKS = {
    "dense": (nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 8), nn.Tanh(), nn.BatchNorm1d(8), nn.Linear(8, 8), nn.GELU(), nn.LayerNorm(8), nn.Linear(8, 1)), (4,)),
    "images": (nn.Sequential(
        nn.Conv2d(2, 4, 3, padding=1, groups=2), nn.BatchNorm2d(4), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(4, 6, (2, 3), stride=(1, 2), dilation=(2, 1)), nn.Flatten(),
        nn.BatchNorm1d(24), nn.Linear(24, 3)), (2, 8, 10)),
    "decoded": (nn.Sequential(nn.ConvTranspose2d(3, 2, (2, 3), stride=2), nn.ReLU(), nn.Flatten(), nn.Linear(2 * 6 * 9, 1)), (3, 3, 4)),
    "convolved": (nn.Sequential(nn.Conv1d(3, 5, 3), nn.ReLU(), nn.Flatten(), nn.LayerNorm(20), nn.Linear(20, 1)), (3, 6)),
    "words": (Words(), (6,)),
    "gru": (AllOutputs(), (5, 3)),
    "rnn": (LastOutputs(nn.RNN(3, 4, batch_first=True), nn.Linear(4, 1)), (5, 3)),
}

torch.manual_seed(1)
outputs = {}
for name, (network, shape) in NETWORKS.items():
    for module in network.modules():
        for parameter in module.parameters(recurse=False):
            nn.init.uniform_(parameter, -0.6, 0.6)
        if isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d)):
            nn.init.uniform_(module.running_mean, -0.5, 0.5)
            nn.init.uniform_(module.running_var, 0.5, 1.5)
    network.eval()
    rows = torch.randint(0, 7, (5, *shape)).float() if name == "words" else torch.randn(5, *shape)
    with torch.no_grad():
        result = network(rows)
    # A sequence has its timesteps first among our features.
    features = rows.transpose(1, 2) if name == "convolved" else rows
    outputs[name] = {"rows": features.reshape(5, -1).tolist(), "outputs": result.tolist()}
    save_safetensors(os.path.join(FOLDER, f"{name}.safetensors"), network.state_dict())
    torch.save(network.state_dict(), os.path.join(FOLDER, f"{name}.pt"))
    print(name, ", ".join(f"{key} {list(value.shape)}" for key, value in network.state_dict().items()))
with open(os.path.join(FOLDER, "outputs.json"), "w") as file:
    json.dump(outputs, file)


def train_circles():
    """A network that tells two noisy circles apart, 0.2 from one another."""
    torch.manual_seed(2)
    angles, labels = 2 * torch.pi * torch.rand(1000), (torch.arange(1000) % 2).float()
    radii = (1 - 0.2 * labels).unsqueeze(1)
    points = radii * torch.stack([angles.cos(), angles.sin()], dim=1) + 0.1 * torch.randn(1000, 2)
    network = nn.Sequential(nn.Linear(2, 100), nn.ReLU(), nn.Linear(100, 1))
    optimizer = torch.optim.Adam(network.parameters(), lr=0.01)
    for _ in range(300):
        loss = nn.functional.binary_cross_entropy_with_logits(network(points).squeeze(1), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    print("circles", loss.item())
    return network


save_safetensors(os.path.join(FOLDER, "circles.safetensors"), train_circles().state_dict())
