namespace ActReg.MLNet.InterchangeTests.Keras;

/// <summary>Models in JSON, as model.to_json() gives them.</summary>
internal static class KerasText
{
    /// <summary>A Sequential model of layers such as <c>Dense units=3 activation="relu"</c>: a class, and options in JSON.</summary>
    public static string Sequential(string shape, params ReadOnlySpan<string> layers) => Model("Sequential", $$"""{"name": "model", "layers": [{{Input(shape)}}, {{Join(layers)}}]}""");

    public static string Model(string className, string config, string? version = "3.16.0") =>
        $"{{\"class_name\": \"{className}\", \"config\": {config}{(version == null ? "" : $", \"keras_version\": \"{version}\"")}}}";

    public static string Input(string shape) => $$"""{"class_name": "InputLayer", "config": {"name": "input", "batch_shape": [null, {{shape}}] } }""";

    /// <summary>A layer by itself, with the name of its class and, where several have it, a number.</summary>
    public static string Layer(string text, string? name = null)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        var (className, options) = space < 0 ? (text, "") : (text[..space], text[(space + 1)..]);
        return $"{{\"class_name\": \"{className}\", \"config\": {{\"name\": \"{name ?? className.ToLowerInvariant()}\"{(options.Length == 0 ? "" : $", {options}")}}}}}";
    }

    public static KerasNetwork Read(string json, IReadOnlyList<int>? inputShape = null, ActivityReduction? reduction = null)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.At("model.json"), json);
        return KerasFile.ReadNetwork(folder.At("model.json"), inputShape, reduction);
    }

    private static string Join(ReadOnlySpan<string> layers)
    {
        var texts = new List<string>();
        foreach (var layer in layers)
            texts.Add(layer.StartsWith('{') ? layer : Layer(layer));
        return string.Join(", ", texts);
    }
}
