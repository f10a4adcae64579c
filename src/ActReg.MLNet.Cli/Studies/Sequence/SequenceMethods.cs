using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Transforms;

namespace ActReg.MLNet.Cli.Sequence;

/// <summary>The pipelines that are compared: what each method is tried with.</summary>
/// <param name="mlContext">Has the seed of the initial weights.</param>
/// <param name="rows">Its validation rows stop dense networks.</param>
/// <param name="settings">Sizes, and how long to train.</param>
/// <param name="cancellation">Ends the training of a network.</param>
internal sealed class SequenceMethods(
    MLContext mlContext, LampRows rows, SequenceSettings settings, CancellationToken cancellation)
{
    private const string Features = "Features";

    private readonly RecurrentNetwork _network = new(settings);

    /// <summary>The more frequent label, for all rows.</summary>
    public IReadOnlyList<Candidate> Constant() => [new("", mlContext.BinaryClassification.Trainers.Prior())];

    /// <summary>Boosted trees, which can ask what happened at a timestep, on one-hot events.</summary>
    public IReadOnlyList<Candidate> FastTree() =>
    [
        .. from trees in (int[])[100, 500]
           from leaves in (int[])[20, 100]
           select new Candidate(
               $"{trees} trees, {leaves} leaves",
               OneHot().Append(mlContext.BinaryClassification.Trainers.FastTree(
                   featureColumnName: Features, numberOfTrees: trees, numberOfLeaves: leaves))),
    ];

    /// <summary>A hidden layer with ReLU on one-hot events.</summary>
    public IReadOnlyList<Candidate> DenseOneHot()
    {
        // Fitted to the same rows, the pipeline's own encoding is the same.
        var validation = OneHot().Fit(rows.Train).Transform(rows.Validation);
        return Dense((units, learningRate) => OneHot().Append(
            DenseTrainer([Layer.Dense(units, Activation.Relu)], Features, learningRate, validation)));
    }

    /// <summary>A hidden layer with ReLU on the recurrent network's input, laid flat.</summary>
    public IReadOnlyList<Candidate> DenseEmbedding() => Dense((units, learningRate) => DenseTrainer(
        [_network.Embedding(), Layer.Flatten(), Layer.Dense(units, Activation.Relu)], nameof(LampRow.Events), learningRate,
        rows.Validation));

    /// <inheritdoc cref="RecurrentNetwork"/>
    public IReadOnlyList<Candidate> Recurrent()
    {
        var options = Options(_network.Layers(), nameof(LampRow.Events), settings.Epochs, settings.LearningRate);
        options.LearningRateSchedule = LearningRateSchedule.Cosine();
        options.GradientClipping = GradientClipping.ByGlobalNorm(1);
        return [new("", mlContext.BinaryClassification.Trainers.ActivityRegularizedNetwork(options))];
    }

    private static IReadOnlyList<Candidate> Dense(Func<int, float, IEstimator<ITransformer>> pipeline) =>
    [
        .. from units in (int[])[64, 256]
           from learningRate in (float[])[1e-3f, 3e-3f]
           select new Candidate(
               string.Create(CultureInfo.InvariantCulture, $"{units} units, rate {learningRate}"), pipeline(units, learningRate)),
    ];

    private OneHotEncodingEstimator OneHot() => mlContext.Transforms.Categorical.OneHotEncoding(
        Features, nameof(LampRow.Events), OneHotEncodingEstimator.OutputKind.Indicator);

    private ActivityRegularizedBinaryTrainer DenseTrainer(
        IReadOnlyList<Layer> layers, string featureColumn, float learningRate, IDataView validation)
    {
        var options = Options(layers, featureColumn, settings.DenseEpochs, learningRate);
        options.EarlyStopping = new EarlyStopping(patience: settings.DensePatience, restoreBestWeights: true);
        options.ValidationSet = validation;
        return mlContext.BinaryClassification.Trainers.ActivityRegularizedNetwork(options);
    }

    private ActivityRegularizedNetworkOptions Options(
        IReadOnlyList<Layer> layers, string featureColumn, int epochs, float learningRate) => new()
        {
            FeatureColumnName = featureColumn,
            Layers = layers,
            Epochs = epochs,
            BatchSize = settings.BatchSize,
            LearningRate = learningRate,
            CancellationToken = cancellation,
        };
}
