using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.InterchangeTests;

/// <summary>A model of a network and weights, made by the trainer that goes with its output.</summary>
internal static class ScoredNetwork
{
    private static readonly MLContext Context = new(seed: 1);

    /// <summary>What the model scores: a probability, probabilities, or a number.</summary>
    public static float[][] Scores(KerasNetwork network, IReadOnlyList<WeightTensor> weights, IReadOnlyList<float[]> rows, IReadOnlyDictionary<string, string>? names)
    {
        var data = ScoredRow.View(Context, rows, network.OutputUnits);
        var options = network.CreateOptions();
        switch (network.OutputActivation)
        {
            case KerasOutputActivation.Sigmoid:
                options.LabelColumnName = nameof(ScoredRow.Label);
                return Column(Context.BinaryClassification.Trainers.ActivityRegularizedNetwork(options).ImportWeights(data, weights, WeightFormat.Keras, names).Transformer, "Probability");
            case KerasOutputActivation.Softmax:
            case KerasOutputActivation.Linear when network.OutputUnits > 1:
                options.LabelColumnName = nameof(ScoredRow.Key);
                return [.. Context.MulticlassClassification.Trainers.ActivityRegularizedNetwork(options).ImportWeights(data, weights, WeightFormat.Keras, names).Transformer.Transform(data).GetColumn<float[]>("Score")];
            default:
                options.LabelColumnName = nameof(ScoredRow.Number);
                return Column(Context.Regression.Trainers.ActivityRegularizedNetwork(options).ImportWeights(data, weights, WeightFormat.Keras, names).Transformer, "Score");
        }

        float[][] Column(ITransformer model, string column) => [.. model.Transform(data).GetColumn<float>(column).Select(value => new[] { value })];
    }

    public static void AreEqual(IReadOnlyList<float[]> expected, IReadOnlyList<float[]> actual, double tolerance = 1e-6)
    {
        Assert.HasCount(expected.Count, actual);
        foreach (var (value, other) in expected.SelectMany(row => row).Zip(actual.SelectMany(row => row)))
            Assert.AreEqual(value, other, tolerance * Math.Max(1, Math.Abs(value)));
    }
}
