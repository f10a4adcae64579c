using System.Globalization;
using System.Text.RegularExpressions;

namespace ActReg.MLNet.Interchange;

/// <summary>Makes a network of a description: first all that layers say, then whether they fit each other.</summary>
internal static partial class KerasNetworkBuilder
{
    /// <param name="configuration">The description.</param>
    /// <param name="inputShape">The shape of a row, where the model leaves dimensions open; null for the model's.</param>
    /// <param name="reduction">How penalties on outputs are scaled; null for the version's.</param>
    /// <exception cref="NotSupportedException">It has what no network here has; all of that.</exception>
    /// <exception cref="FormatException">It is damaged.</exception>
    public static KerasNetwork Build(KerasConfiguration configuration, IReadOnlyList<int>? inputShape, ActivityReduction? reduction)
    {
        var problems = new KerasProblems();
        reduction ??= KerasVersion.Reduction(configuration.Version);
        var all = KerasChain.Of(configuration.Model, problems);
        var input = KerasInput.ShapeOf(all, configuration.Model, inputShape, problems);
        var convert = new KerasLayers(reduction, problems);
        var (output, hidden) = KerasOutput.Split(all, convert, problems);

        var (layers, names, rank) = (new List<Layer>(), new List<KerasLayer>(), input.Length);
        foreach (var layer in hidden)
        {
            foreach (var made in convert.Convert(layer, rank))
            {
                layers.Add(made);
                names.Add(layer);
                rank = made.TakesRank(rank) ? made.OutputRank(rank) : rank;
            }
        }

        if (!problems.Any)
            CheckMasks(layers, names, problems);
        problems.ThrowIfAny();
        var layerNames = Fit(configuration, input, layers, names, output, problems);
        problems.ThrowIfAny();
        return new(configuration.Version, reduction, input, layers.AsReadOnly(), output.Units, output.Activation, output.KernelRegularizer, layerNames);
    }

    /// <summary>Plans the network, which finds what does not fit, and tells the names of the layers with weights.</summary>
    private static Dictionary<string, string> Fit(
        KerasConfiguration configuration, int[] input, List<Layer> layers, List<KerasLayer> names, KerasOutput output, KerasProblems problems)
    {
        try
        {
            if (LayerShape.InputProblem(input) is { } shapeProblem)
                throw new ArgumentException(shapeProblem);
            if (LayerRanks.Problem(input.Length, layers) is { } rankProblem)
                throw new ArgumentException(rankProblem);
            LayerMasks.Check(layers);
            var plan = NetworkPlanner.Plan(LayerShape.OfInput(input), [.. layers, Layer.Dense(output.Units)]);
            return WeightedLayer.Of(plan).ToDictionary(layer => layer.Name, layer =>
            {
                var keras = layer.Step.LayerIndex < names.Count ? names[layer.Step.LayerIndex] : output.Layer!;
                return configuration.IsNumbered ? keras.GroupName : keras.WeightName;
            });
        }
        catch (Exception e) when (e is ArgumentException or OverflowException)
        {
            // It calls layers by their places.
            problems.Add(configuration.Model.Text, Place().Replace(e.Message, match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) is var place && place < names.Count ? names[place].Text : "the output layer").TrimEnd('.'));
            return [];
        }
    }

    /// <summary>Keras's GlobalMaxPooling takes masked timesteps too (keras/src/layers/pooling/global_max_pooling1d.py); ours leaves them out.</summary>
    private static void CheckMasks(List<Layer> layers, List<KerasLayer> names, KerasProblems problems)
    {
        const int sequence = 2;
        if (layers is not [{ MakesMask: true }, ..])
            return;
        for (var i = 0; i < layers.Count && layers[i].OutputRank(sequence) == sequence; i++)
        {
            if (i + 1 < layers.Count && layers[i + 1] is GlobalPoolingLayer { Pooling: PoolingKind.Max })
                problems.Add(names[i + 1].Text, "must get no masked timesteps, which Keras does not leave out of a maximum");
        }
    }

    [GeneratedRegex(@"layers\[([0-9]{1,6})\](?: \([A-Za-z0-9]+\))?")]
    private static partial Regex Place();
}
