namespace ActReg.MLNet;

/// <summary>What a tensor's elements are, by ONNX's numbers (<c>TensorProto.DataType</c>).</summary>
internal enum OnnxElement
{
    Float = 1,
    Int32 = 6,
    Int64 = 7,
    Bool = 9,
    Double = 11,
    UInt32 = 12,
}
