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

    private static readonly int EventCount = Enum.GetValues<LampEvent>().Length;

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
        [Embedding(), Layer.Flatten(), Layer.Dense(units, Activation.Relu)], nameof(LampRow.Events), learningRate,
        rows.Validation));

    /// <summary>The network that reads event by event, with a penalty on its outputs.</summary>
    public IReadOnlyList<Candidate> Recurrent()
    {
        var options = Options(RecurrentLayers(), nameof(LampRow.Events), settings.Epochs, settings.LearningRate);
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

    private IReadOnlyList<Layer> RecurrentLayers() => settings.Penalty switch
    {
        SequencePenalty.None => [Embedding(), Cell()],
        SequencePenalty.L2 => [Embedding(), Cell(activityRegularizer: ActivityRegularizer.L2(settings.Strength))],
        _ =>
        [
            Embedding(),
            Cell(
                returnSequences: true,
                ActivityRegularizer.Temporal(activation: 0, settings.Strength, ActivityReduction.BatchMean)),
            Cell(),
        ],
    };

    private RecurrentLayer Cell(bool returnSequences = false, ActivityRegularizer? activityRegularizer = null) =>
        settings.Cell switch
        {
            RecurrentCell.Lstm => Layer.Lstm(settings.Units, returnSequences, activityRegularizer: activityRegularizer),
            RecurrentCell.Gru => Layer.Gru(settings.Units, returnSequences, activityRegularizer: activityRegularizer),
            _ => Layer.SimpleRnn(settings.Units, returnSequences, activityRegularizer: activityRegularizer),
        };

    private EmbeddingLayer Embedding() => Layer.Embedding(EventCount, settings.EmbeddingUnits);

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
