namespace ActReg.MLNet.Interchange;

/// <summary>Weights as Keras 1 and 2 write them, and <c>.h5</c> files of Keras 3: layers and weights by name.</summary>
/// <remarks>
/// keras/src/legacy/saving/legacy_h5_format.py (3.16), <c>save_weights_to_hdf5_group</c>: the attribute <c>layer_names</c> has the layers in order, of each group <c>weight_names</c> its datasets in order, those that are trained
/// first (<c>_legacy_weights</c>); lists that are too long for an attribute go on as <c>layer_names0</c>, <c>layer_names1</c> (<c>load_attributes_from_hdf5_group</c>). A whole model has it all in the group <c>model_weights</c>.
/// </remarks>
internal static class NamedWeights
{
    private const string Model = "model_weights";
    private const string LayerNames = "layer_names";
    private const string WeightNames = "weight_names";

    public static bool Are(HdfGroup root) => root.Has(Model) || HasList(root, LayerNames);

    /// <summary>All tensors, layer by layer: <c>dense/kernel</c>; of a model in the model <c>sequential.dense/kernel</c>. A slash in a layer's name becomes a dot.</summary>
    public static IReadOnlyList<WeightTensor> Read(HdfGroup root)
    {
        var group = root.Has(Model) ? root.Group(Model) : root;
        return [.. List(group, LayerNames).SelectMany(layer => ReadLayer(Descend(group, layer), layer.Replace('/', '.')))];
    }

    private static IEnumerable<WeightTensor> ReadLayer(HdfGroup layer, string name)
    {
        var names = List(layer, WeightNames);
        // Those of one layer begin with its name, or with that of the model; those of a model with their layers'.
        var isModel = names.Select(weight => weight.Split('/')[0]).Distinct().Count() > 1 && names.All(weight => weight.Contains('/', StringComparison.Ordinal));
        foreach (var weight in names)
        {
            var slash = weight.LastIndexOf('/');
            var (shape, values) = (slash < 0 ? layer : Descend(layer, weight[..slash])).Dataset(weight[(slash + 1)..]).Read();
            yield return new($"{name}{(isModel ? '.' : '/')}{Short(weight, name)}", shape, values);
        }
    }

    /// <summary>Without the number of TensorFlow's outputs, and without the layer's name, where it begins with it.</summary>
    private static string Short(string weight, string layer)
    {
        var colon = weight.LastIndexOf(':');
        var name = colon < 0 ? weight : weight[..colon];
        return name.StartsWith($"{layer}/", StringComparison.Ordinal) ? name[(layer.Length + 1)..] : name;
    }

    private static HdfGroup Descend(HdfGroup group, string path) => path.Split('/').Aggregate(group, (group, name) => group.Group(name));

    private static bool HasList(HdfGroup group, string name) => group.Texts(name) != null || group.Texts($"{name}0") != null;

    private static IReadOnlyList<string> List(HdfGroup group, string name)
    {
        if (group.Texts(name) is { } whole)
            return whole;
        var parts = new List<string>();
        for (var i = 0; group.Texts($"{name}{i}") is { } part; i++)
            parts.AddRange(part);
        return parts.Count > 0 || group.Texts($"{name}0") != null ? parts : throw HdfFile.Damaged($"{Damaged.Quoted($"/{group.Path}")} has no {name}");
    }
}
