namespace ActReg.MLNet.Interchange;

/// <summary>A name in a module of Python, which a pickle asks for. Only those of a state_dict are known, and none is run.</summary>
/// <param name="Module">The module.</param>
/// <param name="Name">The name in it.</param>
internal sealed record PickleGlobal(string Module, string Name)
{
    public static PickleGlobal OrderedDict { get; } = new("collections", "OrderedDict");

    public static PickleGlobal RebuildTensor { get; } = new("torch._utils", "_rebuild_tensor_v2");

    public static PickleGlobal RebuildParameter { get; } = new("torch._utils", "_rebuild_parameter");

    private bool IsStorage => Module == "torch" && StorageKind.Find(Name) != null;

    /// <exception cref="FormatException">It is none of a state_dict.</exception>
    public PickleGlobal Checked() => IsStorage || this == OrderedDict || this == RebuildTensor || this == RebuildParameter
        ? this : throw StateDict.Damaged($"it asks for {Damaged.Quoted($"{Module}.{Name}")}, which may be code and is none of a state_dict: save model.state_dict(), not the model");
}
