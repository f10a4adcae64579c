"""state_dicts that are read, and files that must be refused, some of which would run code in Python: python3 make_pickles.py, with Debian's python3-torch. None is loaded here."""
import io
import json
import os
import pickle
import zipfile
from collections import OrderedDict

import torch
from torch import nn

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "pickles")
BASE = torch.arange(24.0) / 8
MATRIX = BASE[:6].clone().reshape(2, 3)
tied = nn.Linear(3, 3)
nn.init.constant_(tied.weight, 0.5)
nn.init.zeros_(tied.bias)


def path(name):
    return os.path.join(FOLDER, name)


def whole(name, value, **options):
    torch.save(value, path(name), **options)
    print(name, os.path.getsize(path(name)))


# Read: what a tensor may be, and its values.
READ = {
    "views.pt": {"transposed": MATRIX.t(), "part": BASE[4:10].reshape(2, 3), "steps": BASE.reshape(4, 6)[::2, 1::2], "same": BASE[4:10]},
    "kinds.pt": {
        "half": MATRIX.half(), "bfloat16": MATRIX.bfloat16(), "double": MATRIX.double() + 2**-40, "long": MATRIX.long(), "int": MATRIX.int(), "short": MATRIX.short(), "char": -MATRIX.char(), "byte": MATRIX.byte(),
        "bool": MATRIX > 0.2,
    },
    "shapes.pt": {"scalar": torch.tensor(2.5), "empty": torch.zeros(0, 3), "four": BASE.reshape(2, 3, 2, 2), "one": torch.ones(1, 1, 1)},
    "names.pt": {"": MATRIX, "../../tmp/evil": MATRIX + 1, "weiß/ü": MATRIX + 2, "parameter": nn.Parameter(MATRIX + 3)},
    "tied.pt": nn.Sequential(OrderedDict(a=tied, b=tied)).state_dict(),
}
values = {}
for name, tensors in READ.items():
    whole(name, tensors)
    values[name] = {key: {"shape": list(tensor.shape), "values": tensor.double().reshape(-1).tolist()} for key, tensor in tensors.items()}
with open(path("values.json"), "w") as file:
    json.dump(values, file)

# Refused: not a state_dict.
whole("model.pt", nn.Linear(2, 2))
whole("checkpoint.pt", {"epoch": 3, "state_dict": {"w": MATRIX}})
whole("list.pt", [MATRIX])
whole("before-1.6.pt", {"w": MATRIX}, _use_new_zipfile_serialization=False)
whole("sparse.pt", {"w": MATRIX.to_sparse()})
whole("complex.pt", {"w": torch.complex(MATRIX, MATRIX)})
whole("expanded.pt", {"w": torch.ones(1).expand(100_000)})
whole("number.pt", {"w": MATRIX, "lr": 0.1})
whole("keys.pt", {1: MATRIX})


class Call:
    """Pickled as a call, which unpickling makes."""

    def __init__(self, function, *arguments):
        self.call = function, arguments

    def __reduce__(self):
        return self.call


def archive(name, payload, *files):
    with zipfile.ZipFile(path(name), "w") as zip:
        for entry, content in (("archive/data.pkl", payload), ("archive/version", b"3\n"), *files):
            zip.writestr(zipfile.ZipInfo(entry), content)
    print(name, os.path.getsize(path(name)))


# Refused: code, which writes a file where it is run.
MARK = "/tmp/actreg-pickle-ran"
archive("system.pt", pickle.dumps({"w": Call(os.system, f"touch {MARK}")}, protocol=2))
archive("system-4.pt", pickle.dumps({"w": Call(os.system, f"touch {MARK}")}, protocol=4))
archive("eval.pt", pickle.dumps({"w": Call(eval, f"open({MARK!r}, 'w')")}, protocol=2))
archive("exec-0.pt", pickle.dumps({"w": Call(exec, f"open({MARK!r}, 'w')")}, protocol=0))
# Called, and taken from the stack again: what is left is a good dictionary.
archive("popped.pt", b"\x80\x02}q\x00cposix\nsystem\n(X" + len(f"touch {MARK}").to_bytes(4, "little") + f"touch {MARK}".encode() + b"tR0.")
archive("attribute.pt", b"\x80\x02ctorch._utils\n_rebuild_tensor_v2.__globals__\n.")
archive("instance.pt", b"(iposix\nsystem\n.")
archive("state.pt", b"\x80\x02ccollections\nOrderedDict\n)R}X\x04\x00\x00\x00evilX\x01\x00\x00\x001sb.")
archive("other-rebuild.pt", b"\x80\x02ctorch._utils\n_rebuild_device_tensor_from_numpy\n)R.")

# Refused: tensors that are larger than their numbers, and instructions in no order.
buffer = io.BytesIO()
torch.save({"w": torch.arange(2.0)}, buffer)
with zipfile.ZipFile(buffer) as zip:
    good = zip.read(next(name for name in zip.namelist() if name.endswith("data.pkl")))
SIZE = b"K\x00K\x02\x85q\x08K\x01\x85q\t"
assert SIZE in good, good


def sized(name, size):
    archive(name, good.replace(SIZE, size), ("archive/data/0", b"\0" * 8))


sized("huge.pt", b"K\x00J\xff\xff\xff\x7f\x85K\x01\x85")
sized("huge-product.pt", b"K\x00(J\xff\xff\xff\x7fJ\xff\xff\xff\x7fJ\xff\xff\xff\x7ft(K\x01K\x01K\x01t")
sized("behind.pt", b"K\x01K\x02\x85K\x01\x85")
sized("negative-offset.pt", b"J\xff\xff\xff\xffK\x02\x85K\x01\x85")
sized("negative-stride.pt", b"K\x01K\x02\x85J\xff\xff\xff\xff\x85")
sized("repeated.pt", b"K\x00J\xff\xff\xff\x07\x85K\x00\x85")
sized("no-stride.pt", b"K\x00K\x02\x85)")
archive("no-numbers.pt", good)
archive("path.pt", good.replace(b"X\x01\x00\x00\x000", b"X\x0b\x00\x00\x00/etc/passwd"), ("archive/data/0", b"\0" * 8))
archive("cut.pt", good[:-20])
archive("no-mark.pt", b"\x80\x02}u.")
archive("no-memo.pt", b"\x80\x02h\x05.")
archive("empty-stack.pt", b"\x80\x02R.")
archive("two-results.pt", b"\x80\x02}}.")
archive("unknown.pt", b"\x80\x02\xff.")
