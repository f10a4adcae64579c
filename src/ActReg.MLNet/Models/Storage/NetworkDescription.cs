using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>What a stored network says of itself, in JSON: all but its numbers.</summary>
/// <param name="InputSize">The number of features.</param>
/// <param name="Layers">All layers, the output layer included.</param>
/// <param name="Settings">How it was trained.</param>
/// <param name="Epochs">The entries of its history.</param>
/// <param name="LabelScale">How its label was standardized, if a row has one and it was.</param>
/// <param name="InputShape">The shape laid over the features, if there was one: [timesteps, features] or [channels, height, width].</param>
/// <param name="Columns">What it was trained on, if that is known.</param>
/// <param name="LabelScales">How each of its labels was standardized, if a row has several and they were.</param>
internal sealed record NetworkDescription(
    int InputSize, IReadOnlyList<Layer> Layers, TrainingSettings Settings, int Epochs,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] LabelScale? LabelScale = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<int>? InputShape = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TrainingColumns? Columns = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<LabelScale>? LabelScales = null)
{
    /// <summary>The longest JSON, which is read whole.</summary>
    public const int MostBytes = 1 << 23;

    private const int MostBytesOfLayers = 1 << 22;
    private const int LayersToMeasureFrom = 1000;

    private static readonly JsonSerializerOptions Json = NetworkJson.With(NetworkDescriptionTypes.Default);

    public static NetworkDescription Of(TrainedNetwork network) =>
        new(
            network.Plan.InputSize, network.Plan.Layers, network.Settings, network.History.Count,
            network.LabelScales is { Each: [var only] } ? only : null, InputShapeOf(network.Plan), network.Columns,
            network.LabelScales is { Each: { Count: > 1 } several } ? several : null);

    /// <summary>Why a network of these layers could not be stored; <see langword="null"/> where it can.</summary>
    public static string? LayersProblem(IReadOnlyList<Layer> layers) =>
        // Fewer have room whatever they are, and the first use of the serializer takes 30 ms.
        layers.Count > LayersToMeasureFrom && JsonSerializer.SerializeToUtf8Bytes(layers, NetworkJson.Options).Length is > MostBytesOfLayers and var bytes
            ? Rule.Broken("layers", $"must take at most {MostBytesOfLayers} bytes in a model file", bytes) : null;

    /// <summary>What is wrong with so many bytes of JSON; <see langword="null"/> where nothing is.</summary>
    public static string? LengthProblem(int bytes) => bytes <= MostBytes
        ? null : Rule.Broken("layers and options", $"must take at most {MostBytes} bytes in a model file", bytes);

    /// <param name="reader">The length of the JSON is next, and then the JSON.</param>
    /// <param name="mostBytes">The bytes that there are for it.</param>
    /// <exception cref="FormatException">It is not the JSON of a network that this version knows.</exception>
    public static NetworkDescription Take(ContentReader reader, long mostBytes)
    {
        var bytes = reader.TakeInt32();
        if (bytes < 0 || bytes > mostBytes)
            throw reader.Damaged(bytes, mostBytes);
        return LengthProblem(bytes) is { } problem
            ? throw new FormatException($"The stored network's description is wrong: {problem}") : FromJson(reader.TakeBytes(bytes));
    }

    /// <summary>How its labels were standardized, if they were.</summary>
    [JsonIgnore]
    public LabelScales? ScalesOfLabels => LabelScale != null ? LabelScale : LabelScales != null ? new LabelScales(LabelScales) : null;

    /// <summary>The features of a row.</summary>
    [JsonIgnore]
    public LayerShape Input => InputShape == null ? InputSize : LayerShape.OfInput(InputShape);

    /// <exception cref="FormatException">The network is larger than one can be, or its layers do not fit each other.</exception>
    public NetworkPlan Plan()
    {
        try
        {
            var plan = NetworkPlanner.Plan(Input, Layers);
            return (LayerRanks.OutputProblem(plan.Output.Rank, plan.Output) ?? Columns?.Problem(plan.InputSize, plan.OutputSize) ?? OutputProblem(plan.OutputSize)) is { } problem
                ? throw new ArgumentException(problem) : plan;
        }
        catch (ArgumentException e)
        {
            throw new FormatException($"The stored network cannot be laid out: {Excerpt.Of(e.Message)}");
        }
    }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <exception cref="FormatException">It is not the JSON of a network that this version knows.</exception>
    public static NetworkDescription FromJson(ReadOnlySpan<byte> json)
    {
        var description = NetworkJson.Parse<NetworkDescription>(json, Json, "The stored network's description");
        if (description is not { InputSize: > 0, Epochs: >= 0, Layers: [_, ..] } || description.Layers.Any(layer => layer == null))
            throw new FormatException("The stored network's description is incomplete.");
        description = description with { Settings = description.Settings.WithDefaults() };
        return description.Problems().OfType<string>().FirstOrDefault() is { } problem
            ? throw new FormatException($"The stored network's description is wrong: {Excerpt.Of(problem)}") : description;
    }

    /// <summary>What is wrong with it, layers apart, as sentences, and null for each rule that is kept.</summary>
    private IEnumerable<string?> Problems() =>
    [
        LayerShape.InputProblem(InputShape ?? [InputSize])
            ?? (Input.Size == InputSize ? null : Rule.Broken("inputShape", $"must have {InputSize} values", LayerShape.Text(InputShape!))),
        .. Settings.Problems(),
        Epochs <= Settings.Epochs ? null : Rule.Broken("epochs", $"must be at most {Settings.Epochs}, as settings.epochs", Epochs),
        LabelScale == null || Settings.IsRegression
            ? null : Rule.Broken("labelScale", "must be left out in classification", LabelScale),
        LabelScales == null || (Settings.IsRegression && LabelScale == null && LabelScales.Count > 1 && !LabelScales.Contains(null!))
            ? null : Rule.Broken("labelScales", "must be left out but for regression with several labels per row", LabelScales.Count),
        .. ScalesOfLabels?.Problems() ?? [],
        Settings.SeriesWindow is not { } window ? null
            : !Settings.IsRegression || Settings.RegressionLoss is { TakesStandardizedLabels: false } ? Rule.Broken("seriesWindow", "must be left out but for regression on labels of any sign", window)
            : window.Problem(InputSize, "features"),
    ];

    /// <summary>What speaks against so many outputs; <see langword="null"/> where nothing does.</summary>
    private string? OutputProblem(int count) => LabelScales != null && LabelScales.Count != count
        ? Rule.Broken("labelScales", $"must be {count}, one per output", LabelScales.Count)
        : Settings.Quantiles != null && Settings.Quantiles.Count != count
            ? Rule.Broken("quantiles", $"must be {count}, one per output", Settings.Quantiles.Count) : null;

    private static int[]? InputShapeOf(NetworkPlan plan) => plan.Input.Rank == 1 ? null : plan.Input.ToInputArray();
}
