using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>What a stored network says of itself, in JSON: all but its numbers.</summary>
/// <param name="InputSize">The number of features.</param>
/// <param name="Layers">All layers, the output layer included.</param>
/// <param name="Settings">How it was trained.</param>
/// <param name="Epochs">The entries of its history.</param>
/// <param name="LabelScale">How its labels were standardized, if they were.</param>
/// <param name="InputShape">The shape laid over the features, if there was one: [timesteps, features] or [channels, height, width].</param>
/// <param name="Columns">What it was trained on, if that is known.</param>
internal sealed record NetworkDescription(
    int InputSize, IReadOnlyList<Layer> Layers, TrainingSettings Settings, int Epochs,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] LabelScale? LabelScale = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<int>? InputShape = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TrainingColumns? Columns = null)
{
    public static NetworkDescription Of(TrainedNetwork network) => new(
        network.Plan.InputSize, network.Plan.Layers, network.Settings, network.History.Count, network.LabelScale,
        network.Plan.Input.Rank == 1 ? null : network.Plan.Input.ToInputArray(), network.Columns);

    /// <summary>The features of a row.</summary>
    [JsonIgnore]
    public LayerShape Input => InputShape == null ? InputSize : LayerShape.OfInput(InputShape);

    /// <exception cref="FormatException">The network is larger than one can be, or its layers do not fit each other.</exception>
    public NetworkPlan Plan()
    {
        try
        {
            var plan = NetworkPlanner.Plan(Input, Layers);
            return LayerRanks.OutputProblem(plan.Output.Rank, plan.Output) is { } problem ? throw new ArgumentException(problem) : plan;
        }
        catch (ArgumentException e)
        {
            throw new FormatException($"The stored network cannot be laid out: {e.Message}", e);
        }
    }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, NetworkJson.Options);

    /// <exception cref="FormatException">It is not the JSON of a network that this version knows.</exception>
    public static NetworkDescription FromJson(ReadOnlySpan<byte> json)
    {
        NetworkDescription? description;
        try
        {
            description = JsonSerializer.Deserialize<NetworkDescription>(json, NetworkJson.Options);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or ArgumentException)
        {
            throw new FormatException($"The stored network's description cannot be read: {e.Message}", e);
        }

        if (description is not { InputSize: > 0, Epochs: >= 0, Layers: [_, ..] } || description.Layers.Any(layer => layer == null))
            throw new FormatException("The stored network's description is incomplete.");
        if (description.InputShape is { } shape && (LayerShape.InputProblem(shape) != null || description.Input.Size != description.InputSize))
            throw new FormatException($"The stored network's description is wrong: its inputShape is {LayerShape.Text(shape)}.");
        if (description.LabelScale is { Deviation: <= 0 })
            throw new FormatException($"The stored network's description is wrong: the labels' deviation is {description.LabelScale.Deviation}.");
        if (description.Settings.Problems().OfType<string>().FirstOrDefault() is { } problem)
            throw new FormatException($"The stored network's description is wrong: {problem}");
        return description;
    }
}
