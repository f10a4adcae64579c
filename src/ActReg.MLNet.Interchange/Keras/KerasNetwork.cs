using System.Text;

namespace ActReg.MLNet.Interchange;

/// <summary>A network as a Keras file describes it, in this library's layers; made by <see cref="KerasFile.ReadNetwork"/>. It has no weights.</summary>
public sealed class KerasNetwork
{
    internal KerasNetwork(
        string? kerasVersion, ActivityReduction? activityReduction, int[] inputShape, IReadOnlyList<Layer> layers, int outputUnits, KerasOutputActivation outputActivation,
        KernelRegularizer? outputKernelRegularizer, IReadOnlyDictionary<string, string> layerNames)
    {
        KerasVersion = kerasVersion;
        ActivityReduction = activityReduction;
        InputShape = Array.AsReadOnly(inputShape);
        Layers = layers;
        OutputUnits = outputUnits;
        OutputActivation = outputActivation;
        OutputKernelRegularizer = outputKernelRegularizer;
        LayerNames = layerNames;
    }

    /// <summary>Which Keras wrote the file; <see langword="null"/> where it does not say.</summary>
    public string? KerasVersion { get; }

    /// <summary>
    /// How that Keras scales a penalty on a batch's outputs, which the layers' regularizers have: <see cref="ActivityReduction.BatchMean"/> of tf.keras 2 and of Keras from 3.14 on,
    /// <see cref="ActivityReduction.BatchSum"/> of Keras up to 2.3.1 and of 3.0 to 3.13; what was given, where it was; <see langword="null"/> where neither tells.
    /// </summary>
    public ActivityReduction? ActivityReduction { get; }

    /// <summary>
    /// The shape of a row: [features], [timesteps, features] or [channels, height, width]. An image is in Keras [height, width, channels]: <see cref="KerasImages.ToChannelsFirst"/> reorders its rows.
    /// </summary>
    public IReadOnlyList<int> InputShape { get; }

    /// <summary>The layers before the output layer, with their penalties, frozen where they were not to be trained.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>The output layer's units, which follow here from trainer and label.</summary>
    public int OutputUnits { get; }

    /// <summary>What the output layer ends in, which says what trainer the model's is.</summary>
    public KerasOutputActivation OutputActivation { get; }

    /// <summary>The penalty on the output layer's kernel; <see langword="null"/> for none.</summary>
    public KernelRegularizer? OutputKernelRegularizer { get; }

    /// <summary>
    /// By the name of a layer with weights here, such as <c>dense_1</c>, what it is called in <see cref="KerasFile.ReadWeights(string)"/> of the same file. <c>ImportWeights</c> takes it as its names, so that nothing is left to shapes.
    /// </summary>
    public IReadOnlyDictionary<string, string> LayerNames { get; }

    /// <summary>Options of <c>ActivityRegularizedNetwork</c> with these layers, their shape and penalties; all others are still to be given.</summary>
    /// <remarks>
    /// Where the output layer has a penalty on its kernel, it is the options' <c>KernelRegularizer</c>, and layers without one have one of strength 0, lest it be theirs too.
    /// </remarks>
    public ActivityRegularizedNetworkOptions CreateOptions() => new()
    {
        InputShape = [.. InputShape],
        Layers = OutputKernelRegularizer == null ? Layers : [.. Layers.Select(layer => layer.WithDefault(KernelRegularizer.L2(0)))],
        KernelRegularizer = OutputKernelRegularizer,
    };

    /// <summary>A line for the input, for each layer, and for the output.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(MLNet.LayerShape.Text(InputShape));
        foreach (var layer in Layers)
            text.AppendLine(layer.ToString());
        return text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{OutputUnits} {(OutputUnits == 1 ? "unit" : "units")}, {OutputActivation}").ToString();
    }
}
