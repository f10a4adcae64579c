"""Archives with the ending .keras that must be refused, or do no harm: python3 make_archives.py, after make_keras_fixtures.py."""
import os
import struct
import zipfile

FOLDER = os.path.dirname(os.path.abspath(__file__))
with zipfile.ZipFile(os.path.join(FOLDER, "keras", "masked.keras")) as archive:
    GOOD = {name: archive.read(name) for name in archive.namelist()}


def write(name, entries, compression=zipfile.ZIP_STORED):
    with zipfile.ZipFile(os.path.join(FOLDER, "archives", name), "w", compression) as archive:
        for entry, content in entries:
            archive.writestr(zipfile.ZipInfo(entry), content, compression, 9)
    print(name, os.path.getsize(os.path.join(FOLDER, "archives", name)))


good = list(GOOD.items())
# Harmless.
write("compressed.keras", good, zipfile.ZIP_DEFLATED)
write("paths.keras", [("../../../../../../tmp/evil.txt", b"evil"), ("/tmp/evil.txt", b"evil"), ("C:\\evil.txt", b"evil"), *good])
# Refused.
write("twice.keras", [*good, ("config.json", b"{}")])
write("no-weights.keras", [pair for pair in good if pair[0] != "model.weights.h5"])
write("no-config.keras", [pair for pair in good if pair[0] != "config.json"])
write("weights-bomb.keras", [*(pair for pair in good if pair[0] != "model.weights.h5"), ("model.weights.h5", b"\0" * (64 << 20))], zipfile.ZIP_DEFLATED)
write("config-bomb.keras", [*(pair for pair in good if pair[0] != "config.json"), ("config.json", b" " * (60 << 20))], zipfile.ZIP_DEFLATED)
write("empty.keras", [])
write("weights-are-text.keras", [*(pair for pair in good if pair[0] != "model.weights.h5"), ("model.weights.h5", b"no HDF5")])
# The directory says that an entry has more bytes than there are.
path = os.path.join(FOLDER, "archives", "lying.keras")
write("lying.keras", good, zipfile.ZIP_DEFLATED)
with open(path, "rb") as file:
    data = bytearray(file.read())
start = data.rindex(b"PK\x01\x02")
data[start + 24:start + 28] = struct.pack("<I", len(GOOD["model.weights.h5"]) + 100)
with open(path, "wb") as file:
    file.write(data)
