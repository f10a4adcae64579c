"""Checks ONNX files by the format's own rules: python3 check_onnx.py FILE... (Debian: apt-get install python3-onnx)."""
import sys

import onnx
from onnx import shape_inference


def dimensions(value):
    """The dimensions of a value, None for any."""
    return [d.dim_value if d.HasField("dim_value") else None for d in value.type.tensor_type.shape.dim]


def check(path):
    model = onnx.load(path)
    # ML.NET writes -1 for a dimension of any length, by which runtimes understand just that, and the checker a number.
    for value in [*model.graph.input, *model.graph.output, *model.graph.value_info]:
        for dimension in value.type.tensor_type.shape.dim:
            if dimension.HasField("dim_value") and dimension.dim_value == -1:
                dimension.ClearField("dim_value")
    onnx.checker.check_model(model, full_check=True)
    declared = {value.name: dimensions(value) for value in model.graph.output}
    # Again without what is declared, so that it is inferred.
    for value in model.graph.output:
        value.type.tensor_type.ClearField("shape")
    del model.graph.value_info[:]
    inferred = shape_inference.infer_shapes(model, check_type=True, strict_mode=True, data_prop=True)
    for value in inferred.graph.output:
        shape, expected = dimensions(value), declared[value.name]
        is_like = len(shape) == len(expected) and all(None in pair or pair[0] == pair[1] for pair in zip(shape, expected))
        if not is_like:
            raise ValueError(f"{value.name} is inferred as {shape}, and declared as {expected}")


failed = 0
for file in sys.argv[1:]:
    try:
        check(file)
    except Exception as problem:
        failed += 1
        print(f"{file}: {problem}")
print(f"{len(sys.argv) - 1} checked, {failed} failed")
sys.exit(failed > 0)
