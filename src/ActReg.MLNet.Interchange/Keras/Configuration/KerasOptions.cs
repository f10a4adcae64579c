using System.Globalization;
using System.Text.Json;

namespace ActReg.MLNet.Interchange;

/// <summary>A layer's options, of which each must be known: one that is not may change what the layer computes.</summary>
/// <param name="layer">The layer.</param>
/// <param name="problems">Receives what is wrong; something that could be right is then returned, so that all problems are found at once.</param>
internal sealed class KerasOptions(KerasLayer layer, KerasProblems problems)
{
    private static readonly string[] OfAllLayers = ["name", "batch_input_shape", "batch_shape", "input_dtype"];
    private readonly HashSet<string> _known = [.. OfAllLayers];

    /// <summary>What messages call the layer.</summary>
    public string Name => layer.Text;

    /// <summary>The layer's own name.</summary>
    public string LayerName => layer.Prefix + layer.Name;

    public KerasProblems Problems => problems;

    /// <summary>An option; <see langword="null"/> where it is not there, or is null.</summary>
    public JsonElement? Find(string name)
    {
        _known.Add(name);
        return layer.Config.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    /// <summary>A whole number of at least 1.</summary>
    public int Count(string name, int? fallback = null) => Find(name) switch
    {
        null when fallback is { } value => value,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out var count) && count >= 1 => count,
        // Of what has one dimension.
        { ValueKind: JsonValueKind.Array } list when list.GetArrayLength() == 1 && list[0].ValueKind == JsonValueKind.Number && list[0].TryGetInt32(out var count) && count >= 1 => count,
        var value => Wrong(name, "must be a whole number of at least 1", value, 1),
    };

    /// <summary>A height and a width, or one number for both.</summary>
    public Size2D Size(string name, Size2D? fallback = null) => Find(name) switch
    {
        null when fallback is { } value => value,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out var count) && count >= 1 => count,
        { ValueKind: JsonValueKind.Array } list when Counts(list) is [var height, var width] => (height, width),
        var value => Wrong<Size2D>(name, "must be a height and a width of at least 1", value, 1),
    };

    public float Number(string name, float fallback) => Find(name) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.Number } value when value.TryGetDouble(out var number) && float.IsFinite((float)number) => (float)number,
        var value => Wrong(name, "must be a number", value, fallback),
    };

    public bool Flag(string name, bool fallback) => Find(name) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        var value => Wrong(name, "must be true or false", value, fallback),
    };

    public string Text(string name, string fallback) => Find(name) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.String } value => value.GetString()!,
        var value => Wrong(name, "must be text", value, fallback),
    };

    /// <summary>Whole numbers; <see langword="null"/> where they are none.</summary>
    public static int[]? Counts(JsonElement list, int least = 1) => list.ValueKind == JsonValueKind.Array
        && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out var count) && count >= least)
        ? [.. list.EnumerateArray().Select(item => item.GetInt32())] : null;

    /// <summary>An option that has one value here.</summary>
    public void Must(string name, bool value, bool fallback)
    {
        if (Flag(name, fallback) != value)
            Wrong(name, $"must be {(value ? "true" : "false")}", Find(name), 0);
    }

    public void Must(string name, string value, string fallback)
    {
        if (!string.Equals(Text(name, fallback), value, StringComparison.Ordinal))
            Wrong(name, $"must be {value}", Find(name), 0);
    }

    public void Must(string name, float value, float fallback)
    {
        if (Number(name, fallback) != value)
            Wrong(name, string.Create(CultureInfo.InvariantCulture, $"must be {value}"), Find(name), 0);
    }

    /// <summary>Options that nothing here has.</summary>
    public void MustBeNone(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Find(name) is { } value)
                Wrong(name, "must be none", value, 0);
        }
    }

    /// <summary>Options that change nothing of what is computed from given weights.</summary>
    public void Ignore(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            _known.Add(name);
    }

    /// <summary>Tells of options that were not asked for.</summary>
    public void Finish()
    {
        foreach (var option in layer.Config.EnumerateObject())
        {
            if (!_known.Contains(option.Name))
                problems.Add(Name, $"the option {Damaged.Quoted(option.Name)} is not known; received {Short(option.Value)}");
        }
    }

    public T Wrong<T>(string name, string rule, JsonElement? value, T instead)
    {
        problems.Add(Name, $"{name} {rule}; received {Short(value)}");
        return instead;
    }

    private static string Short(JsonElement? value) => value is { } json ? Damaged.Line(json.GetRawText()) : "nothing";
}
