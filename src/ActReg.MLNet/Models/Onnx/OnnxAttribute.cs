namespace ActReg.MLNet;

/// <summary>An attribute of an ONNX node: a whole number, several, a number or a word.</summary>
internal readonly record struct OnnxAttribute
{
    private OnnxAttribute(string name) => Name = name;

    public string Name { get; }

    public long? Integer { get; private init; }

    public IReadOnlyList<long>? Integers { get; private init; }

    public float? Number { get; private init; }

    public string? Text { get; private init; }

    public static implicit operator OnnxAttribute((string Name, long Value) attribute) => new(attribute.Name) { Integer = attribute.Value };

    public static implicit operator OnnxAttribute((string Name, long[] Value) attribute) => new(attribute.Name) { Integers = attribute.Value };

    public static implicit operator OnnxAttribute((string Name, float Value) attribute) => new(attribute.Name) { Number = attribute.Value };

    public static implicit operator OnnxAttribute((string Name, string Value) attribute) => new(attribute.Name) { Text = attribute.Value };
}
