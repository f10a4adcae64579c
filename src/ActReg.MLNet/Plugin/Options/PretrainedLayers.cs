using System.Diagnostics.CodeAnalysis;
using Microsoft.ML;

namespace ActReg.MLNet;

/// <summary>The first layers of a trained network, with their weights, for another network to start from. Any task's will do, with any number of classes.</summary>
[SuppressMessage("ApiDesign", "RS0026", Justification = "The overloads differ in a required argument.")]
public sealed class PretrainedLayers
{
    private readonly TrainedNetwork _network;

    private PretrainedLayers(TrainedNetwork network, LayerChoice lastLayer)
    {
        _network = network;
        Count = lastLayer.Find(LayerNames.Of(network.Plan)) + 1;
    }

    /// <summary>The layers.</summary>
    public override string ToString() => string.Join(", ", _network.Plan.Layers.Take(Count));

    /// <summary>How many layers they are.</summary>
    public int Count { get; }

    /// <summary>Those of model parameters, which stay as they are.</summary>
    /// <param name="modelParameters">The trained network.</param>
    /// <param name="lastLayer">The last one to take, by index or by Keras's name; the last hidden one by default.</param>
    /// <exception cref="ArgumentException">There is no such layer.</exception>
    public static PretrainedLayers Of(INetworkModel modelParameters, LayerChoice lastLayer = default)
    {
        ArgumentNullException.ThrowIfNull(modelParameters);
        return new(modelParameters.Network, lastLayer);
    }

    /// <summary>Those of what <c>Fit</c> or <c>Load</c> gave, which stays as it is.</summary>
    /// <param name="model">A transformer or a chain with one network of this plugin in it.</param>
    /// <param name="lastLayer">The last one to take, by index or by Keras's name; the last hidden one by default.</param>
    /// <exception cref="ArgumentException">The model has no network or several, or there is no such layer.</exception>
    public static PretrainedLayers Of(ITransformer model, LayerChoice lastLayer = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new(FittedNetworks.Find(model).Network, lastLayer);
    }

    /// <summary>What the features that they were trained on said of themselves, if that is known.</summary>
    internal FeatureMarks? Features => _network.Columns?.Features;

    /// <summary>The features that their rows were scaled by; <see langword="null"/> where none was.</summary>
    internal SeriesWindow? Window => _network.Window;

    /// <summary>Their weights, in public order: the first ones of every network that begins with these layers.</summary>
    internal IReadOnlyList<WeightTensor> Weights =>
        [.. _network.Plan.Steps.Where(step => step.LayerIndex < Count).SelectMany(step => step.Weights).Distinct()
            .Select(place => _network.Weights[_network.Plan.IndexOf(place)])];

    /// <summary>What is wrong with hidden layers that are to begin with these; <see langword="null"/> where nothing is.</summary>
    internal string? Problem(IReadOnlyList<Layer> layers)
    {
        if (layers.Count < Count)
            return Rule.Broken("layers", $"must be at least {Count}, beginning with the pretrainedLayers", layers.Count);
        for (var i = 0; i < Count; i++)
        {
            var (expected, found) = (_network.Plan.Layers[i].Computation, layers[i].Computation);
            if (found != expected)
                return Rule.Broken($"layers[{i}]", $"must be {expected.Text}, as in pretrainedLayers", found.Text);
        }

        return null;
    }

    /// <summary>What is wrong with the features of a network; <see langword="null"/> where nothing is.</summary>
    internal string? Problem(LayerShape input) => input == _network.Plan.Input ? null : Rule.Broken(
        "pretrainedLayers", $"must be of a network that takes {LayerShape.Text(input.ToInputArray())}",
        $"one that takes {LayerShape.Text(_network.Plan.Input.ToInputArray())}");
}
