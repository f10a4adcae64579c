namespace ActReg.MLNet.Tests;

/// <summary>Short ways to train.</summary>
internal static class Trainings
{
    public static readonly Layer[] SmallNetwork = [Layer.Dense(8, Activation.Relu, ActivityRegularizer.L1(0.01f)), Layer.Dense(1)];

    /// <summary>One of every kind of layer, the first on the features.</summary>
    public static readonly Layer[] EveryLayer =
    [
        Layer.BatchNorm(), Layer.Dense(9, Activation.Tanh, ActivityRegularizer.L2(0.01f)),
        Layer.Dropout(0.25f, ActivityRegularizer.L1(0.01f)), Layer.Dense(6), Layer.TopK(4, ActivityRegularizer.L2(0.01f)), Layer.LayerNorm(), Layer.Activation(Activation.Silu),
        Layer.Dense(1),
    ];

    public static TrainingSettings Settings(
        int epochs = 5, int batchSize = 8, float learningRate = 1e-2f, bool shuffle = true, int seed = 1,
        TrainingEngine engine = TrainingEngine.Fused) => new()
        {
            Epochs = epochs,
            BatchSize = batchSize,
            LearningRate = learningRate,
            Shuffle = shuffle,
            Seed = seed,
            Engine = engine,
        };

    public static TrainingResult Run(
        IReadOnlyList<Layer> layers, TrainingSet train, TrainingSettings settings, TrainingSet? validation = null,
        IReadOnlyList<WeightTensor>? initialWeights = null, Func<EpochMetrics, bool>? endEpoch = null, Action? checkAlive = null) =>
        NetworkTraining.Run(
            Request(layers, train, settings) with { InitialWeights = initialWeights, Control = Control(endEpoch, checkAlive) },
            TrainingSets.Data(train, validation));

    public static TrainingRequest Request(
        IReadOnlyList<Layer> layers, TrainingSet train, TrainingSettings settings, Loss? loss = null) => new()
        {
            Plan = NetworkPlanner.Plan(train.FeatureCount, layers),
            Loss = loss ?? new BinaryCrossEntropy(),
            Settings = settings,
        };

    public static TrainingControl Control(Func<EpochMetrics, bool>? endEpoch, Action? checkAlive) =>
        new() { EndEpoch = endEpoch ?? (_ => true), CheckAlive = checkAlive ?? (() => { }) };

    public static float[] Flat(this TrainingResult result) => result.Weights.Flat();

    public static float[] Flat(this IReadOnlyList<WeightTensor> weights) => [.. weights.SelectMany(array => array.Values)];

    public static double[] Figures(this EpochMetrics metrics) =>
    [
        metrics.Loss, metrics.DataLoss, metrics.ActivityPenalty, metrics.Accuracy,
        metrics.ValidationLoss, metrics.ValidationDataLoss, metrics.ValidationAccuracy,
    ];
}
