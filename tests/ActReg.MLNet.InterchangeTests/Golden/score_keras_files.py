"""Outputs of files that Keras itself saved, computed without it: python3 score_keras_files.py FILE ... writes beside each FILE.json with rows and outputs, as keras/outputs.json has them, for
ACTREG_KERAS_FILES=FOLDER dotnet test. Weights are read by h5py, outputs computed by keras_numpy.py. A file of weights alone takes its model from the JSON that is named behind a colon: FILE:MODEL.json.
"""
import io
import json
import sys
import zipfile

import h5py
import numpy as np

from keras_numpy import apply, pairs
from make_keras_fixtures import GATES, snake

PAIRS = ("kernel_size", "strides", "pool_size", "dilation_rate", "size")


def layers_of(model):
    layers = model["config"] if isinstance(model["config"], list) else model["config"]["layers"]
    # Functional models here are chains whose list is in order.
    return [inner for layer in layers for inner in (layers_of(layer) if layer["class_name"] in ("Sequential", "Functional", "Model") else [layer])]


def shape_of(model, layers):
    for config in (layers[0]["config"], model["config"] if isinstance(model["config"], dict) else {}):
        for name in ("batch_shape", "batch_input_shape", "build_input_shape"):
            if config.get(name):
                # What is open is 7 here, and given to ReadNetwork.
                return [n or 7 for n in config[name][1:]]
    raise ValueError("no shape")


def numbered(file, layers):
    counts = {}
    for layer in layers:
        kind = layer["class_name"]
        name = snake(kind)
        counts[name] = counts.get(name, -1) + 1
        group = file["layers"].get(f"{name}_{counts[name]}" if counts[name] else name)
        groups = [] if group is None else [group["forward_layer/cell"], group["backward_layer/cell"]] if kind == "Bidirectional" else [group["cell"]] if kind in GATES else [group]
        yield [np.asarray(part["vars"][key]) for part in groups if "vars" in part for key in sorted(part["vars"], key=int)]


def named(file, layers):
    group = file.get("model_weights", file)
    for layer in layers:
        name = layer["config"]["name"]
        weights = group[name].attrs["weight_names"] if name in group else []
        yield [np.asarray(group[name][weight]) for weight in weights]


def prepared(layer):
    config = dict(layer["config"])
    for name in PAIRS:
        if name in config:
            one = layer["class_name"].endswith("1D")
            config[name] = (config[name] if isinstance(config[name], list) else [config[name]]) if one and not name == "size" else config[name] if one else pairs(config[name])
    if layer["class_name"].startswith("Conv"):
        config.setdefault("groups", 1)
    if layer["class_name"] == "LeakyReLU":
        config.setdefault("negative_slope", config.get("alpha"))
    if isinstance(config.get("activation"), dict):
        config["activation"] = config["activation"]["config"]
    return config


def score(path, described):
    model = json.load(open(described)) if described else None
    with open(path, "rb") as file:
        content = file.read()
    if content[:2] == b"PK":
        archive = zipfile.ZipFile(io.BytesIO(content))
        model, content = json.loads(archive.read("config.json")), archive.read("model.weights.h5")
    with h5py.File(io.BytesIO(content)) as file:
        if model is None:
            model = json.loads(file.attrs["model_config"])
        layers = layers_of(model)
        shape = shape_of(model, layers)
        weights = list((numbered if "layers" in file else named)(file, layers))
    random = np.random.default_rng(1)
    rows = random.integers(0, layers[0]["config"]["input_dim"], (5, *shape)) if layers[0]["class_name"] == "Embedding" else random.standard_normal((5, *shape))
    if len(layers) > 1 and layers[1]["class_name"] == "Embedding":
        rows = random.integers(0, layers[1]["config"]["input_dim"], (5, *shape))
    rows = rows.astype("float32")
    x, mask = rows.astype("float64"), None
    for layer, values in zip(layers, weights):
        if layer["class_name"] != "InputLayer":
            x, mask = apply(layer["class_name"], prepared(layer), [value.astype("float64") for value in values], x, mask)
    with open(f"{path}.json", "w") as file:
        json.dump({"model": described or path, "shape": shape, "rows": rows.reshape(5, -1).tolist(), "outputs": x.tolist()}, file)
    print(path, [layer["class_name"] for layer in layers], x.shape)


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        path, _, config = argument.partition(":")
        try:
            score(path, config)
        except Exception as e:
            print(path, type(e).__name__, e)
