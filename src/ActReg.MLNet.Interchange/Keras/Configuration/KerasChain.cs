using System.Text.Json;

namespace ActReg.MLNet.Interchange;

/// <summary>The layers of a model in the order in which they compute: of a Sequential one as they stand, of a Functional one where each takes what one other puts out.</summary>
/// <remarks>
/// keras/src/models/sequential.py and functional.py, <c>get_config</c>, <c>serialize_node</c> and, for what Keras 2 wrote, the "legacy case" of <c>deserialize_node</c>. Models in a model are laid open.
/// </remarks>
internal sealed class KerasChain
{
    private const int MostDepth = 8;

    private readonly KerasProblems _problems;
    private readonly List<KerasLayer> _layers = [];

    private KerasChain(KerasProblems problems) => _problems = problems;

    /// <summary>All layers, <c>InputLayer</c>s of models within left out.</summary>
    /// <exception cref="FormatException">It is no model.</exception>
    public static IReadOnlyList<KerasLayer> Of(KerasLayer model, KerasProblems problems)
    {
        var chain = new KerasChain(problems);
        chain.AddModel(model, prefix: "", groupPrefix: "", weightPrefix: "", depth: 0);
        return chain._layers;
    }

    private void AddModel(KerasLayer model, string prefix, string groupPrefix, string weightPrefix, int depth)
    {
        if (depth > MostDepth)
            throw KerasConfiguration.Damaged($"models are in models more than {MostDepth} deep");
        if (!model.IsModel || model.IsForeign)
        {
            _problems.Add(model.Text, "must be a Sequential or Functional model of Keras's");
            return;
        }

        if (model.Layers is not { } list)
            throw KerasConfiguration.Damaged($"the model {model.Text} has no layers");
        KerasLayer[] layers = [.. list.EnumerateArray().Select(KerasLayer.Read)];
        var names = new KerasGroupNames();
        layers =
        [
            .. layers.Select(layer => layer with { Prefix = prefix, GroupName = groupPrefix + names.Next(layer.ClassName), WeightName = weightPrefix + layer.Name.Replace('/', '.') }),
        ];
        foreach (var layer in model.ClassName == "Sequential" ? layers : Ordered(model, layers))
        {
            if (layer.IsModel)
                AddModel(layer, $"{prefix}{layer.Name}.", $"{layer.GroupName}.", $"{layer.WeightName}.", depth + 1);
            else if (layer.ClassName != "InputLayer" || _layers.Count == 0)
                _layers.Add(layer);
        }
    }

    /// <summary>From the input on; what is not on the way to the output, or not the only one there, is a problem.</summary>
    private IEnumerable<KerasLayer> Ordered(KerasLayer model, KerasLayer[] layers)
    {
        CheckEnds(model, "input_layers");
        CheckEnds(model, "output_layers");
        var next = new Dictionary<string, KerasLayer>();
        var byName = new Dictionary<string, KerasLayer>();
        foreach (var layer in layers)
        {
            if (!byName.TryAdd(layer.Name, layer))
                throw KerasConfiguration.Damaged($"it has the layer {layer.Text} twice");
        }

        foreach (var layer in layers.Where(layer => layer.ClassName != "InputLayer"))
        {
            if (Input(layer) is not { } input)
                _problems.Add(layer.Text, "must take what one other layer puts out, and once");
            else if (!byName.ContainsKey(input))
                throw KerasConfiguration.Damaged($"{layer.Text} takes what a layer {Damaged.Quoted(input)} puts out, and there is none");
            else if (!next.TryAdd(input, layer))
                _problems.Add(layer.Text, $"must be the only one that takes what {Damaged.Quoted(input)} puts out");
        }

        KerasLayer[] inputs = [.. layers.Where(layer => layer.ClassName == "InputLayer")];
        if (inputs.Length != 1)
            _problems.Add(model.Text, $"must have one InputLayer; it has {inputs.Length}");
        var ordered = new List<KerasLayer>();
        for (var layer = inputs.FirstOrDefault(); layer != null && ordered.Count <= layers.Length; layer = next.GetValueOrDefault(layer.Name))
            ordered.Add(layer);
        if (ordered.Count > layers.Length)
            throw KerasConfiguration.Damaged("its layers lead in circles");
        if (!_problems.Any && ordered.Count < layers.Length)
            _problems.Add(model.Text, $"must use all its layers one after the other; {string.Join(", ", layers.Except(ordered).Select(layer => layer.Text))} would be left out");
        if (!_problems.Any && OutputName(model) is { } output && output != ordered[^1].Name)
            _problems.Add(model.Text, $"must put out what its last layer does, {ordered[^1].Text}; it puts out what {Damaged.Quoted(output)} does");
        return _problems.Any ? layers : ordered;
    }

    /// <summary>The one input or output, which is told alone, in a list, or by name.</summary>
    private void CheckEnds(KerasLayer model, string name)
    {
        if (!model.Config.TryGetProperty(name, out var ends))
            return;
        var count = ends.ValueKind switch
        {
            JsonValueKind.Array when ends.GetArrayLength() == 3 && ends[0].ValueKind == JsonValueKind.String => 1,
            JsonValueKind.Array => ends.GetArrayLength(),
            JsonValueKind.Object => ends.EnumerateObject().Count(),
            _ => 0,
        };
        if (count != 1)
            _problems.Add(model.Text, $"{name} must be one; there are {count}");
    }

    /// <summary>The layer whose output the model puts out; <see langword="null"/> where that is not said.</summary>
    private static string? OutputName(KerasLayer model) => !model.Config.TryGetProperty("output_layers", out var ends) || ends.ValueKind != JsonValueKind.Array ? null
        : ends[0].ValueKind == JsonValueKind.String ? ends[0].GetString()
        : ends[0].ValueKind == JsonValueKind.Array && ends[0].GetArrayLength() > 0 && ends[0][0].ValueKind == JsonValueKind.String ? ends[0][0].GetString() : null;

    /// <summary>The layer whose output a layer takes; <see langword="null"/> where it is not one.</summary>
    private static string? Input(KerasLayer layer)
    {
        if (!layer.Json.TryGetProperty("inbound_nodes", out var nodes) || nodes.ValueKind != JsonValueKind.Array || nodes.GetArrayLength() != 1)
            return null;
        var node = nodes[0];
        return node.ValueKind switch
        {
            // [["dense", 0, 0, {}]]
            JsonValueKind.Array => node.GetArrayLength() == 1 ? OldTensor(node[0]) : OldTensor(node),
            JsonValueKind.Object => node.TryGetProperty("args", out var args) && args.ValueKind == JsonValueKind.Array && args.GetArrayLength() == 1
                && (!node.TryGetProperty("kwargs", out var more) || HasNoTensor(more)) ? Tensor(args[0]) : null,
            _ => null,
        };
    }

    private static string? OldTensor(JsonElement tensor) =>
        tensor.ValueKind == JsonValueKind.Array && tensor.GetArrayLength() is 3 or 4 && tensor[0].ValueKind == JsonValueKind.String
        && IsFirst(tensor) && (tensor.GetArrayLength() == 3 || HasNoTensor(tensor[3])) ? tensor[0].GetString() : null;

    private static string? Tensor(JsonElement tensor) =>
        KerasConfiguration.Text(tensor, "class_name") == "__keras_tensor__" && tensor.TryGetProperty("config", out var config) && config.ValueKind == JsonValueKind.Object
        && config.TryGetProperty("keras_history", out var history) && history.ValueKind == JsonValueKind.Array && history.GetArrayLength() == 3 && history[0].ValueKind == JsonValueKind.String
        && IsFirst(history) ? history[0].GetString() : null;

    /// <summary>Whether it is what a layer puts out at its first use, and its first output. Of a model in a model the first use is number 1: it has been used by itself.</summary>
    private static bool IsFirst(JsonElement history) =>
        history[1].ValueKind == JsonValueKind.Number && history[1].TryGetInt32(out var use) && use is 0 or 1 && history[2].ValueKind == JsonValueKind.Number && history[2].TryGetInt32(out var output) && output == 0;

    /// <summary>Whether options of a call are none of consequence: what layers are called with by default, no mask and no state.</summary>
    private static bool HasNoTensor(JsonElement options) => options.ValueKind switch
    {
        JsonValueKind.Object => options.EnumerateObject().All(option => option.Value.ValueKind is JsonValueKind.Null or JsonValueKind.False),
        JsonValueKind.Null => true,
        _ => false,
    };
}
