using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>What a trial gave, as plain data, which JSON keeps bit for bit: numbers that are none are written as texts such as "NaN".</summary>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public sealed record TrialResult
{
    /// <summary><see cref="TrialSpecification.Id"/>.</summary>
    public required string Id { get; init; }

    /// <summary>Why training failed, such as that it diverged; <see langword="null"/> where it did not.</summary>
    public string? Failure { get; init; }

    /// <summary>Metrics on the rows that were trained on, by name.</summary>
    public IReadOnlyDictionary<string, double> Train { get; init; } = new Dictionary<string, double>();

    /// <summary>Metrics on the other rows, by name.</summary>
    public IReadOnlyDictionary<string, double> Evaluation { get; init; } = new Dictionary<string, double>();

    /// <summary>Each hidden layer on the rows that were trained on, but those that only an activation function reads; of an autoencoder its code.</summary>
    public IReadOnlyList<TrialLayer> Layers { get; init; } = [];

    /// <summary>The numbers that were trained.</summary>
    public long WeightCount { get; init; }

    /// <summary>The epochs that were trained.</summary>
    public int Epochs { get; init; }

    /// <summary>At most a hundred of the epochs asked for, evenly spaced, as far as it went, and the last; none unless the trial has a curve.</summary>
    public IReadOnlyList<TrialEpoch> Curve { get; init; } = [];

    /// <summary>Each warning of the training, once.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>How long it took. Alone of all this, it is another one each time.</summary>
    public double Seconds { get; init; }
}
