namespace ActReg.MLNet.Interchange;

/// <summary>Weights of either layout.</summary>
internal static class KerasWeights
{
    private const int MostWeights = 100_000;

    /// <exception cref="FormatException">There are none, or they are damaged.</exception>
    public static IReadOnlyList<WeightTensor> Read(HdfGroup root)
    {
        var tensors = NumberedWeights.Are(root) ? NumberedWeights.Read(root) : NamedWeights.Are(root) ? NamedWeights.Read(root)
            : throw new FormatException("This HDF5 file is none of Keras's: it has neither a group \"layers\", as Keras 3 writes, nor layer_names, as Keras 2 does.");
        if (tensors.GroupBy(tensor => tensor.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw HdfFile.Damaged($"it has the weight {Damaged.Quoted(twice.Key)} twice");
        return tensors.Count <= MostWeights ? tensors : throw HdfFile.Damaged($"it has more than {MostWeights} weights");
    }
}
