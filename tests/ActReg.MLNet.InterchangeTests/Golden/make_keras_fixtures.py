"""Models as Keras saves them, with rows and outputs: python3 make_keras_fixtures.py, with Debian's python3-h5py and python3-numpy. Keras itself is not used: layouts are those of its sources (release 3.16.0 and,
for Keras 2, the legacy format there and tf.keras 2.15), outputs those of keras_numpy.py.

Writes of each model keras/NAME.keras (keras/src/saving/saving_lib.py, save_model), keras/NAME.weights.h5 (save_weights_only), keras/NAME.h5 (keras/src/legacy/saving/legacy_h5_format.py, save_model_to_hdf5) and
keras/NAME-weights.h5 (save_weights_to_hdf5_group), and keras/outputs.json: rows in Keras's order, and what the model makes of them.
"""
import io
import json
import os
import re
import zipfile

import h5py
import numpy as np

from keras_numpy import apply

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "keras")
random = np.random.default_rng(1)


def initializer(name):
    return {"module": "keras.initializers", "class_name": name, "config": {"seed": None} if name not in ("Zeros", "Ones") else {}, "registered_name": None}


def l1l2(kind, **config):
    return {"module": "keras.regularizers", "class_name": kind, "config": config, "registered_name": None}


KERNEL = {
    "use_bias": True, "kernel_initializer": initializer("GlorotUniform"), "bias_initializer": initializer("Zeros"), "kernel_regularizer": None, "bias_regularizer": None,
    "kernel_constraint": None, "bias_constraint": None,
}
CONV = {**KERNEL, "activity_regularizer": None, "padding": "valid", "data_format": "channels_last", "activation": "linear"}
RNN = {
    **KERNEL, "return_sequences": False, "return_state": False, "go_backwards": False, "stateful": False, "unroll": False, "zero_output_for_mask": False, "activation": "tanh",
    "recurrent_initializer": initializer("Orthogonal"), "recurrent_regularizer": None, "activity_regularizer": None, "recurrent_constraint": None, "dropout": 0.0, "recurrent_dropout": 0.0, "seed": None,
}
NORM = {
    "axis": -1, "epsilon": 0.001, "center": True, "scale": True, "beta_initializer": initializer("Zeros"), "gamma_initializer": initializer("Ones"), "beta_regularizer": None, "gamma_regularizer": None,
    "beta_constraint": None, "gamma_constraint": None,
}

# What get_config gives of each class, in Keras 3, where nothing else is said.
DEFAULTS = {
    "Dense": {**KERNEL, "activation": "linear", "quantization_config": None},
    "Activation": {},
    "ReLU": {"max_value": None, "negative_slope": 0.0, "threshold": 0.0},
    "LeakyReLU": {"negative_slope": 0.3},
    "ELU": {"alpha": 1.0},
    "Softmax": {"axis": -1},
    "Dropout": {"seed": None, "noise_shape": None},
    "ActivityRegularization": {},
    "BatchNormalization": {
        **NORM, "momentum": 0.99, "moving_mean_initializer": initializer("Zeros"), "moving_variance_initializer": initializer("Ones"), "synchronized": False, "renorm": False,
        "renorm_clipping": None, "renorm_momentum": 0.99,
    },
    "LayerNormalization": {**NORM, "rms_scaling": False},
    "Conv1D": {**CONV, "strides": [1], "dilation_rate": [1], "groups": 1},
    "Conv2D": {**CONV, "strides": [1, 1], "dilation_rate": [1, 1], "groups": 1},
    "Conv2DTranspose": {**CONV, "strides": [1, 1], "dilation_rate": [1, 1], "output_padding": None},
    "MaxPooling1D": {"pool_size": [2], "strides": [2], "padding": "valid", "data_format": "channels_last"},
    "AveragePooling1D": {"pool_size": [2], "strides": [2], "padding": "valid", "data_format": "channels_last"},
    "MaxPooling2D": {"pool_size": [2, 2], "strides": [2, 2], "padding": "valid", "data_format": "channels_last"},
    "AveragePooling2D": {"pool_size": [2, 2], "strides": [2, 2], "padding": "valid", "data_format": "channels_last"},
    "GlobalMaxPooling1D": {"data_format": "channels_last", "keepdims": False},
    "GlobalMaxPooling2D": {"data_format": "channels_last", "keepdims": False},
    "GlobalAveragePooling1D": {"data_format": "channels_last", "keepdims": False},
    "GlobalAveragePooling2D": {"data_format": "channels_last", "keepdims": False},
    "Flatten": {"data_format": "channels_last"},
    "Reshape": {},
    "RepeatVector": {},
    "UpSampling1D": {},
    "UpSampling2D": {"data_format": "channels_last", "interpolation": "nearest"},
    "Embedding": {
        "embeddings_initializer": initializer("RandomUniform"), "embeddings_regularizer": None, "activity_regularizer": None, "embeddings_constraint": None, "mask_zero": False,
        "quantization_config": None,
    },
    "Masking": {},
    "SimpleRNN": RNN,
    "LSTM": {**RNN, "recurrent_activation": "sigmoid", "unit_forget_bias": True},
    "GRU": {**RNN, "recurrent_activation": "sigmoid", "reset_after": True},
    "Bidirectional": {"merge_mode": "concat"},
}
NAMES = {
    "Dense": ["kernel", "bias"], "Conv1D": ["kernel", "bias"], "Conv2D": ["kernel", "bias"], "Conv2DTranspose": ["kernel", "bias"], "Embedding": ["embeddings"],
    "BatchNormalization": ["gamma", "beta", "moving_mean", "moving_variance"], "LayerNormalization": ["gamma", "beta"], "SimpleRNN": ["kernel", "recurrent_kernel", "bias"],
    "GRU": ["kernel", "recurrent_kernel", "bias"], "LSTM": ["kernel", "recurrent_kernel", "bias"],
}
GATES = {"SimpleRNN": 1, "GRU": 3, "LSTM": 4}


def snake(name):
    """keras/src/utils/naming.py, to_snake_case"""
    return re.sub("([a-z])([A-Z])", r"\1_\2", re.sub("(.)([A-Z][a-z]+)", r"\1_\2", name)).lower()


def uniform(*shape):
    return random.uniform(-0.6, 0.6, shape).astype("float32")


def cell_weights(kind, units, inputs):
    gates = GATES[kind] * units
    return [uniform(inputs, gates), uniform(units, gates), uniform(2, gates) if kind == "GRU" else uniform(gates)]


def make_weights(kind, config, shape):
    """A layer's variables in Keras's order, for a row of a shape."""
    channels = shape[-1]
    if kind == "Dense":
        return [uniform(channels, config["units"]), uniform(config["units"])]
    if kind in ("Conv1D", "Conv2D"):
        return [uniform(*config["kernel_size"], channels // config["groups"], config["filters"]), uniform(config["filters"])]
    if kind == "Conv2DTranspose":
        return [uniform(*config["kernel_size"], config["filters"], channels), uniform(config["filters"])]
    if kind == "BatchNormalization":
        return [uniform(channels), uniform(channels), uniform(channels), random.uniform(0.5, 1.5, channels).astype("float32")]
    if kind == "LayerNormalization":
        return [uniform(channels), uniform(channels)]
    if kind == "Embedding":
        return [uniform(config["input_dim"], config["output_dim"])]
    if kind in GATES:
        return cell_weights(kind, config["units"], channels)
    if kind == "Bidirectional":
        inner = config["layer"]["config"]
        return [w for _ in range(2) for w in cell_weights(config["layer"]["class_name"], inner["units"], channels)]
    return []


class Layer:
    def __init__(self, kind, name=None, **config):
        self.kind, self.name, self.given, self.weights, self.layers = kind, name, config, [], None

    def config(self, keras):
        config = {"name": self.name, "trainable": self.given.get("trainable", True)}
        config["dtype"] = "float32" if keras == 2 else {"module": "keras", "class_name": "DTypePolicy", "config": {"name": "float32"}, "registered_name": None}
        config.update(DEFAULTS[self.kind])
        config.update(self.given)
        if self.kind == "Bidirectional":
            inner = {"name": f"forward_{self.given['layer']}", "trainable": True, "dtype": config["dtype"], **DEFAULTS[self.given["layer"]], **config.pop("inner")}
            config["layer"] = self.serialized(self.given["layer"], inner, keras)
            if keras == 3:
                config["backward_layer"] = self.serialized(self.given["layer"], {**inner, "name": f"backward_{self.given['layer']}", "go_backwards": True}, keras)
        if keras == 2:
            for key in ("quantization_config", "seed", "zero_output_for_mask", "renorm", "renorm_clipping", "renorm_momentum", "synchronized", "rms_scaling"):
                config.pop(key, None)
            config = json.loads(re.sub(r'"module": "[a-z.]+", |, "registered_name": null', "", json.dumps(config)))
            if self.kind == "LeakyReLU":
                config["alpha"] = config.pop("negative_slope")
            if self.kind in GATES:
                config.update({"time_major": False, "implementation": 2})
            if self.kind == "Embedding":
                config["input_length"] = None
            if "axis" in config and self.kind != "Softmax":
                config["axis"] = [self.rank]
        return config

    @staticmethod
    def serialized(kind, config, keras):
        if keras == 2:
            return {"class_name": kind, "config": config}
        return {"module": "keras.layers", "class_name": kind, "config": config, "registered_name": None}

    def forward(self, x, mask):
        self.rank = x.ndim - 1
        config = self.config(3)
        if not self.weights:
            self.weights = make_weights(self.kind, config, x.shape[1:])
        return apply(self.kind, config, [w.astype("float64") for w in self.weights], x, mask)

    def json(self, keras):
        return self.serialized(self.kind, self.config(keras), keras)

    # saving_lib.py, _save_state
    def save_numbered(self, group):
        if self.kind == "Bidirectional":
            for side, weights in (("backward_layer", self.weights[3:]), ("forward_layer", self.weights[:3])):
                write_vars(group.create_group(f"{side}/cell"), weights, f"{self.given['layer'].lower()}_cell")
            group.create_group("vars").attrs["name"] = self.name
        elif self.kind in GATES:
            write_vars(group.create_group("cell"), self.weights, f"{snake(self.kind)}_cell")
            seed = group["cell"].create_group("seed_generator/vars")
            seed["0"] = np.array([0, 42], "uint32")
            group.create_group("vars").attrs["name"] = self.name
        else:
            if self.kind == "Dropout":
                group.create_group("seed_generator/vars")["0"] = np.array([0, 42], "uint32")
            write_vars(group, self.weights, self.name)

    def named(self):
        if self.kind == "Bidirectional":
            inner = snake(self.given["layer"])
            return [(f"{self.name}/{side}_{inner}/{inner}_cell/{n}:0", w) for i, side in enumerate(("forward", "backward")) for n, w in zip(NAMES["LSTM"], self.weights[3 * i:3 * i + 3])]
        cell = f"{snake(self.kind)}_cell/" if self.kind in GATES else ""
        return [(f"{self.name}/{cell}{n}:0", w) for n, w in zip(NAMES.get(self.kind, []), self.weights)]


class Model(Layer):
    def __init__(self, name, layers, functional=False):
        super().__init__("Functional" if functional else "Sequential", name)
        self.layers = layers

    def forward(self, x, mask):
        self.shape = [None, *x.shape[1:]]
        for layer in self.layers:
            x, mask = layer.forward(x, mask)
        return x, mask

    def json(self, keras):
        shape = "batch_shape" if keras == 3 else "batch_input_shape"
        config = {shape: self.shape, "dtype": "float32", "sparse": False, "ragged": False, "name": f"input_{self.name}"}
        layers = [self.serialized("InputLayer", config, keras)] + [layer.json(keras) for layer in self.layers]
        result = {"name": self.name, "trainable": True, "dtype": "float32", "layers": layers} if keras == 3 else {"name": self.name, "layers": layers}
        if self.kind == "Functional":
            names = [config["name"]] + [layer.name for layer in self.layers]
            for layer, name, before in zip(layers, names, [None, *names]):
                layer["name"] = name
                layer["inbound_nodes"] = [] if before is None else [{"args": [{"class_name": "__keras_tensor__", "config": {
                    "shape": [None, 1], "dtype": "float32", "keras_history": [before, 0, 0]}}], "kwargs": {}}] if keras == 3 else [[[before, 0, 0, {}]]]
            # saving_lib.py writes one input as it is; legacy files have a list.
            result["input_layers"] = [names[0], 0, 0] if keras == 3 else [[names[0], 0, 0]]
            result["output_layers"] = [names[-1], 0, 0] if keras == 3 else [[names[-1], 0, 0]]
        elif keras == 3:
            result["build_input_shape"] = self.shape
        if keras == 3:
            return {"module": "keras" if self.kind == "Sequential" else "keras.src.models.functional", "class_name": self.kind, "config": result, "registered_name": None, "build_config": {"input_shape": self.shape}}
        return {"class_name": self.kind, "config": result}

    def save_numbered(self, group):
        counts = {}
        layers = group.create_group("layers")
        if self.kind == "Functional":
            layers.create_group("input_layer/vars").attrs["name"] = f"input_{self.name}"
        for layer in self.layers:
            name = snake(layer.kind)
            counts[name] = counts.get(name, -1) + 1
            layer.save_numbered(layers.create_group(f"{name}_{counts[name]}" if counts[name] else name))
        group.create_group("vars").attrs["name"] = self.name

    def named(self):
        return [pair for layer in self.layers for pair in layer.named()]

    # legacy_h5_format.py, save_weights_to_hdf5_group
    def save_named(self, group, version):
        inputs = f"input_{self.name}"
        # Functional models have their input among the layers.
        names = [inputs] * (self.kind == "Functional") + [layer.name for layer in self.layers]
        group.attrs["layer_names"] = [name.encode() for name in names]
        group.attrs["backend"] = b"tensorflow"
        group.attrs["keras_version"] = version.encode()
        for layer in sorted(self.layers, key=lambda layer: layer.name):
            save_subset(group.create_group(layer.name), layer.named())
        if self.kind == "Functional":
            save_subset(group.create_group(inputs), [])
        save_subset(group.create_group("top_level_model_weights"), [])


def write_vars(group, weights, name):
    variables = group.create_group("vars")
    variables.attrs["name"] = name
    for i, weight in enumerate(weights):
        variables[str(i)] = weight


def save_subset(group, weights):
    group.attrs["weight_names"] = np.asarray([name.encode() for name, _ in weights])
    for name, weight in weights:
        group.create_dataset(name, weight.shape, dtype=weight.dtype)[:] = weight


MODELS = {
    "dense": (Model("sequential", [
        Layer("Dense", "first", units=8, activation="relu", kernel_regularizer=l1l2("L2", l2=0.001), activity_regularizer=l1l2("L1", l1=0.0001)),
        Layer("BatchNormalization", "batch_normalization"), Layer("Dropout", "dropout", rate=0.25),
        # Alike, and by name the other way round.
        Layer("Dense", "z", units=8, activation="gelu"), Layer("LayerNormalization", "layer_normalization"), Layer("Dense", "a", units=8, trainable=False), Layer("LeakyReLU", "leaky_re_lu", negative_slope=0.1),
        Layer("ActivityRegularization", "activity_regularization", l1=0.01, l2=0.02), Layer("Dense", "dense", units=8, activation="silu"), Layer("ELU", "elu", alpha=0.5),
        Layer("Dense", "dense_1", units=8, activation="leaky_relu"), Layer("Dense", "dense_2", units=8, activation="mish"), Layer("Dense", "dense_3", units=8, activation="selu"),
        Layer("Dense", "dense_4", units=8, activation="elu"), Layer("ReLU", "re_lu"), Layer("Dense", "scores", units=3, activation="softmax"),
    ]), (6,)),
    "image": (Model("functional", [
        Layer("Conv2D", "conv2d", filters=4, kernel_size=[3, 3], padding="same", groups=2, kernel_regularizer=l1l2("L1L2", l1=0.001, l2=0.002)), Layer("BatchNormalization", "batch_normalization"),
        Layer("Activation", "activation", activation="relu"), Layer("MaxPooling2D", "max_pooling2d"), Layer("Conv2D", "conv2d_1", filters=4, kernel_size=[2, 3], dilation_rate=[2, 1], activation="tanh"),
        # The shapes of their kernels are those of the one before.
        Layer("Conv2DTranspose", "conv2d_transpose", filters=4, kernel_size=[2, 3], strides=[2, 2]), Layer("UpSampling2D", "up_sampling2d", size=[1, 2]),
        Layer("Conv2DTranspose", "conv2d_transpose_1", filters=3, kernel_size=[3, 4], strides=[2, 3], padding="same", activation="elu"),
        Layer("AveragePooling2D", "average_pooling2d", pool_size=[3, 2], strides=[2, 2], padding="same"), Layer("Conv2D", "conv2d_2", filters=5, kernel_size=[3, 3], strides=[2, 2], padding="same"),
        Layer("Flatten", "flatten"), Layer("Reshape", "reshape", target_shape=[-1, 5]), Layer("GlobalMaxPooling1D", "global_max_pooling1d"), Layer("Dense", "dense", units=1), Layer("Activation", "activation_1", activation="sigmoid"),
    ], functional=True), (8, 10, 2)),
    "words": (Model("sequential", [
        Layer("Embedding", "embedding", input_dim=7, output_dim=4, mask_zero=True), Layer("Bidirectional", "bidirectional", layer="LSTM", inner={"units": 5, "return_sequences": True}),
        Layer("Bidirectional", "bidirectional_1", layer="GRU", inner={"units": 3, "return_sequences": True}), Layer("GRU", "gru", units=4, return_sequences=True), Layer("LSTM", "lstm", units=4), Layer("Dense", "dense", units=1),
    ]), (6,)),
    "series": (Model("sequential", [
        Layer("Conv1D", "conv1d", filters=5, kernel_size=[3], padding="same", dilation_rate=[2], activation="relu"), Layer("MaxPooling1D", "max_pooling1d"), Layer("SimpleRNN", "simple_rnn", units=4, return_sequences=True),
        Layer("UpSampling1D", "up_sampling1d", size=2), Layer("AveragePooling1D", "average_pooling1d", pool_size=[3], strides=[2], padding="same"), Layer("Dense", "dense", units=3, activation="tanh"),
        Layer("GlobalAveragePooling1D", "global_average_pooling1d"), Layer("RepeatVector", "repeat_vector", n=3), Layer("SimpleRNN", "simple_rnn_1", units=4), Layer("Dense", "dense_1", units=1),
    ]), (9, 3)),
    "masked": (Model("sequential", [Layer("Masking", "masking", mask_value=-1.0), Layer("LSTM", "lstm", units=4, return_sequences=True), Layer("GlobalAveragePooling1D", "pooled"), Layer("Dense", "dense", units=1)]), (5, 2)),
    "nested": (Model("sequential_1", [Model("encoder", [Layer("Dense", "dense", units=5, activation="relu"), Layer("Dense", "dense_1", units=5)]), Layer("Dense", "dense_2", units=5), Layer("Dense", "dense_3", units=1)]), (5,)),
}


def main():
    outputs = {}
    for name, (model, shape) in MODELS.items():
        rows = random.integers(0, 7, (5, *shape)) if name == "words" else random.standard_normal((5, *shape))
        if name == "words":
            rows[:, 0] = 3
        if name == "masked":
            rows[0, 3:] = rows[1, 2] = rows[2, :2] = -1
        rows = rows.astype("float32")
        result, _ = model.forward(rows.astype("float64"), None)
        outputs[name] = {"shape": shape, "rows": rows.reshape(5, -1).tolist(), "outputs": result.tolist()}

        memory = io.BytesIO()
        with h5py.File(memory, "w") as file:
            model.save_numbered(file)
        with zipfile.ZipFile(os.path.join(FOLDER, f"{name}.keras"), "w") as archive:
            for entry, content in (("metadata.json", json.dumps({"keras_version": "3.16.0", "date_saved": "2026-11-30@12:00:00"})), ("config.json", json.dumps(model.json(3))), ("model.weights.h5", memory.getvalue())):
                archive.writestr(zipfile.ZipInfo(entry), content)
        with open(os.path.join(FOLDER, f"{name}.weights.h5"), "wb") as file:
            file.write(memory.getvalue())
        with h5py.File(os.path.join(FOLDER, f"{name}.h5"), "w") as file:
            file.attrs["keras_version"] = "2.15.0"
            file.attrs["backend"] = "tensorflow"
            file.attrs["model_config"] = json.dumps(model.json(2))
            model.save_named(file.create_group("model_weights"), "2.15.0")
        with h5py.File(os.path.join(FOLDER, f"{name}-weights.h5"), "w") as file:
            model.save_named(file, "2.15.0")
        print(name, ", ".join(f"{key} {list(value.shape)}" for key, value in model.named()), result.shape)
    with open(os.path.join(FOLDER, "outputs.json"), "w") as file:
        json.dump(outputs, file)


if __name__ == "__main__":
    main()
