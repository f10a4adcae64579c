using System.Globalization;

namespace ActReg.MLNet.Interchange;

/// <summary>Weights as Keras 3 writes them, and <c>.keras</c> files of Keras 2.12 on: groups by what layers are, variables by number.</summary>
/// <remarks>
/// keras/src/saving/saving_lib.py (3.16), <c>_save_state</c>, <c>_save_container_state</c> and <c>H5IOStore</c>: a layer is <c>layers/</c> with its class in snake case, and <c>_1</c>, <c>_2</c> for further ones, in the
/// model's order; its variables are <c>vars/0</c>, <c>vars/1</c> ... in the order of <c>Layer.save_own_variables</c> (layers/layer.py), what is trained first; what it consists of, such as a recurrent layer's <c>cell</c>
/// and Bidirectional's <c>forward_layer</c> and <c>backward_layer</c>, are groups in it. Keras 2.12 and 2.13 say <c>_layer_checkpoint_dependencies</c> for <c>layers</c> and have gaps among the numbers, because
/// each layer is there twice and written once (<c>H5IOStore.get</c> knows them still).
/// </remarks>
internal static class NumberedWeights
{
    private const string Layers = "layers";
    private const string OldLayers = "_layer_checkpoint_dependencies";
    private const string Variables = "vars";

    /// <summary>State of random numbers, which is none of a network's weights.</summary>
    private const string Seed = "seed_generator";

    private const string Backward = "backward_layer";
    private const int MostDepth = 16;

    public static bool Are(HdfGroup root) => root.Has(Layers) || root.Has(OldLayers);

    /// <summary>All tensors, layer by layer: <c>dense_1/0</c>, <c>lstm/cell/2</c>; of a model in the model <c>sequential.dense/0</c>.</summary>
    public static IReadOnlyList<WeightTensor> Read(HdfGroup root)
    {
        var tensors = new List<WeightTensor>();
        ReadModel(root, "", tensors, depth: 0);
        return tensors;
    }

    private static void ReadModel(HdfGroup model, string prefix, List<WeightTensor> tensors, int depth)
    {
        CheckDepth(model, depth);
        var isOld = !model.Has(Layers);
        var layers = model.Group(isOld ? OldLayers : Layers);
        var names = layers.Names.Order(new NaturalOrder()).ToArray();
        var given = isOld ? KerasGroupNames.Renumbered(names) : names;
        foreach (var (name, read) in names.Zip(given))
        {
            var layer = layers.Group(name);
            if (Are(layer))
                ReadModel(layer, $"{prefix}{read}.", tensors, depth + 1);
            else
                ReadLayer(layer, $"{prefix}{read}", tensors, depth + 1);
        }
    }

    private static void ReadLayer(HdfGroup layer, string path, List<WeightTensor> tensors, int depth)
    {
        CheckDepth(layer, depth);
        if (layer.Has(Variables))
        {
            var variables = layer.Group(Variables);
            foreach (var name in variables.Names.Order(new NaturalOrder()))
            {
                if (!int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                    throw HdfFile.Damaged($"{Damaged.Quoted($"/{variables.Path}")} has {Damaged.Quoted(name)}, which is no number");
                var (shape, values) = variables.Dataset(name).Read();
                tensors.Add(new($"{path}/{name}", shape, values));
            }
        }

        // A layer that reads forward comes before the one that reads backward.
        foreach (var name in layer.Names.Where(name => name is not (Variables or Seed)).OrderBy(name => name == Backward).ThenBy(name => name, new NaturalOrder()))
            ReadLayer(layer.Group(name), $"{path}/{name}", tensors, depth + 1);
    }

    private static void CheckDepth(HdfGroup group, int depth)
    {
        if (depth > MostDepth)
            throw HdfFile.Damaged($"{Damaged.Quoted($"/{group.Path}")} is more than {MostDepth} groups deep");
    }
}
