"""HDF5 files that are read, and others that must be refused: python3 make_hdf5_files.py, with Debian's python3-h5py. Each is laid out as weights of Keras 3, but for what its name says."""
import os
import struct

import h5py
import numpy as np

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "hdf5")
KERNEL = np.arange(12, dtype="float32").reshape(3, 4) / 8 - 0.5
BIAS = np.array([0.5, -0.25, 0, 2], "float32")


def write(name, change=None, kernel=None, **options):
    """A dense layer, whose kernel may be another one, or made by a function."""
    path = os.path.join(FOLDER, name)
    if os.path.exists(path):
        os.remove(path)
    with h5py.File(path, "w", **options) as file:
        variables = file.create_group("layers/dense/vars")
        variables.attrs["name"] = "dense"
        variables["1"] = BIAS
        if change is None:
            variables["0"] = KERNEL if kernel is None else kernel
        else:
            change(file, variables)
    print(name, os.path.getsize(path))


def dataset(**options):
    return lambda file, variables: variables.create_dataset("0", data=options.pop("data", KERNEL), **options)


def compact(file, variables):
    space = h5py.h5s.create_simple((3, 4))
    options = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    options.set_layout(h5py.h5d.COMPACT)
    h5py.h5d.create(variables.id, b"0", h5py.h5t.IEEE_F32LE, space, options).write(h5py.h5s.ALL, h5py.h5s.ALL, KERNEL)


def virtual(file, variables):
    layout = h5py.VirtualLayout((3, 4), "float32")
    layout[:] = h5py.VirtualSource("plain.h5", "layers/dense/vars/0", shape=(3, 4))
    variables.create_virtual_dataset("0", layout)


def linked(link):
    def change(file, variables):
        variables["0"] = link
    return change


def cycle(file, variables):
    variables["0"] = KERNEL
    file["layers/dense/cell"] = file["layers/dense"]


def many_links(file, variables):
    variables["0"] = KERNEL
    large = variables.create_dataset("2", data=np.zeros(4096, "float32"))
    for i in range(3, 100):
        variables[str(i)] = large


def deep(file, variables):
    variables["0"] = KERNEL
    group = file["layers/dense"]
    for _ in range(40):
        group = group.create_group("cell")


def dotted(file, variables):
    variables["0"] = KERNEL
    file["layers"].create_group("..")


def layers(count):
    def change(file, variables):
        variables["0"] = KERNEL
        for i in range(count):
            file.create_group(f"layers/dense_{i + 1}/vars")
    return change


# Read.
write("plain.h5")
write("half.h5", kernel=KERNEL.astype("float16"))
write("double.h5", kernel=KERNEL.astype("float64"))
write("big-endian.h5", kernel=KERNEL.astype(">f4"))
write("big-endian-double.h5", kernel=KERNEL.astype(">f8"))
write("chunks.h5", dataset(chunks=(2, 3)))
write("gzip.h5", dataset(chunks=(2, 4), compression="gzip", shuffle=True, fletcher32=True))
write("gzip-half.h5", dataset(data=KERNEL.astype("float16"), chunks=(3, 2), compression="gzip", shuffle=True))
write("compact.h5", compact)
write("scalar.h5", kernel=np.float32(2.5))
write("nothing.h5", kernel=np.zeros((0, 4), "float32"))
write("latest.h5", libver="latest")
write("many-layers.h5", layers(300))
# Refused.
write("integers.h5", kernel=np.arange(12, dtype="int64").reshape(3, 4))
write("bytes.h5", kernel=np.arange(12, dtype="uint8").reshape(3, 4))
write("truth.h5", kernel=KERNEL > 0)
write("texts.h5", kernel=np.array([b"one", b"two"]))
write("records.h5", kernel=np.zeros(3, [("re", "f4"), ("im", "f4")]))
write("null.h5", kernel=h5py.Empty("f4"))
write("lzf.h5", dataset(chunks=(3, 4), compression="lzf"))
write("unwritten.h5", lambda file, variables: variables.create_dataset("0", (1 << 20, 1 << 9), "float32"))
write("unwritten-chunks.h5", lambda file, variables: variables.create_dataset("0", (1 << 20, 1 << 20), "float32", chunks=(1 << 10, 1 << 10)))
write("huge-chunk.h5", lambda file, variables: variables.create_dataset("0", (1 << 13, 1 << 13), "float32", chunks=(1 << 13, 1 << 13), compression="gzip"))
write("half-written.h5", lambda file, variables: variables.create_dataset("0", (4, 4), "float32", chunks=(2, 4)).write_direct(KERNEL[:2], dest_sel=np.s_[:2]))
write("bomb.h5", dataset(data=np.zeros((1 << 10, 1 << 12), "float32"), compression="gzip", compression_opts=9, chunks=(1 << 10, 1 << 12)))
write("soft-link.h5", linked(h5py.SoftLink("/layers/dense/vars/1")))
write("soft-link-to-itself.h5", linked(h5py.SoftLink("/layers/dense/vars/0")))
write("external-link.h5", linked(h5py.ExternalLink("plain.h5", "/layers/dense/vars/0")))
write("external-values.h5", lambda file, variables: variables.create_dataset("0", (3, 4), "float32", external=[("/etc/passwd", 0, 48)]))
write("virtual.h5", virtual)
write("cycle.h5", cycle)
write("many-links.h5", many_links)
write("deep.h5", deep)
write("dotted.h5", dotted)
write("latest-many-layers.h5", layers(300), libver="latest")
write("latest-chunks.h5", dataset(chunks=(2, 3)), libver="latest")
write("group.h5", lambda file, variables: variables.create_group("0"))
with h5py.File(os.path.join(FOLDER, "none.h5"), "w") as file:
    file["x"] = KERNEL
# Keras 2, whose lists name what is not there, or leads elsewhere.
for name, layer, weight in (("missing.h5", "dense", "dense/kernel:0"), ("upward.h5", "dense", "../../x"), ("rooted.h5", "/dense", "/x"), ("upward-layer.h5", "..", "kernel:0")):
    with h5py.File(os.path.join(FOLDER, name), "w") as file:
        file.attrs["layer_names"] = [layer.encode()]
        group = file.create_group("dense")
        group.attrs["weight_names"] = [weight.encode()]
        file["x"] = KERNEL
with h5py.File(os.path.join(FOLDER, "numbers-for-names.h5"), "w") as file:
    file.attrs["layer_names"] = [1, 2]

# By hand: what h5py writes none of. A superblock of version 0 whose root's header is at 96.
HEADER = b"\x89HDF\r\n\x1a\n" + bytes([0, 0, 0, 0, 0, 8, 8, 0]) + struct.pack("<HHI", 4, 16, 0) + struct.pack("<QQQQ", 0, 2**64 - 1, 4096, 2**64 - 1) + struct.pack("<QQII16x", 0, 96, 0, 0)


def by_hand(name, *parts):
    with open(os.path.join(FOLDER, name), "wb") as file:
        file.write((HEADER + b"".join(parts)).ljust(4096, b"\0"))


def message(kind, data):
    return struct.pack("<HHB3x", kind, len(data), 0) + data


def header(*messages):
    body = b"".join(messages)
    return struct.pack("<BBHII4x", 1, 0, len(messages), 1, len(body)) + body


# A header that goes on where it begins.
by_hand("endless-header.h5", header(message(0x10, struct.pack("<QQ", 112, 24))))
# A tree whose node is its own child.
root = header(message(0x11, struct.pack("<QQ", 200, 300)))
by_hand("endless-tree.h5", root.ljust(104, b"\0"), (b"TREE" + struct.pack("<BBHQQ", 0, 1, 1, 2**64 - 1, 2**64 - 1) + struct.pack("<QQQ", 0, 200, 0)).ljust(100, b"\0"),
        b"HEAP" + struct.pack("<BxxxQQQ", 0, 8, 0, 340), b"\0" * 16)
# Names that would be two gigabytes.
by_hand("endless-names.h5", root.ljust(104, b"\0"), (b"TREE" + struct.pack("<BBHQQ", 0, 0, 0, 2**64 - 1, 2**64 - 1)).ljust(100, b"\0"), b"HEAP" + struct.pack("<BxxxQQQ", 0, 2**31 - 1, 0, 340))
