namespace ActReg.MLNet.Tests.Testing;

/// <summary>Small networks that have, between them, every kind of layer, activation, regularizer and setting, and numbers in all places.</summary>
internal static class StoredNetworks
{
    public static IReadOnlyList<TrainedNetwork> All { get; } =
    [
        Create(
            6,
            [
                Layer.Dense(9, Activation.Sigmoid, ActivityRegularizer.KullbackLeibler(0.1f, 0.5f), KernelRegularizer.L1L2(1e-4f, 1e-3f)),
                Layer.Activation(Activation.LeakyRelu(0.1f), ActivityRegularizer.L1L2(0.01f, 0.02f, ActivityReduction.ElementMean)),
                Layer.ActivityRegularization(ActivityRegularizer.L2(0.1f)), Layer.Dropout(0.5f, ActivityRegularizer.L1(0.1f)),
                Layer.BatchNorm(0.9f), Layer.LayerNorm().WithLearningRateFactor(0.5f), Layer.Dense(3, Activation.Elu(0.5f)), Layer.Dense(1),
            ],
            Settings with
            {
                Optimizer = Optimizer.AdamW(0.01),
                LearningRateSchedule = LearningRateSchedule.ReduceOnPlateau(TrainingMetric.Loss, cooldown: 2, minFactor: 0.1),
                GradientClipping = GradientClipping.ByNorm(2),
                ActivityPenaltySchedule = ActivityPenaltySchedule.WarmUp(2),
                ValidationFraction = 0.25f,
                EarlyStopping = new EarlyStopping(minDelta: 0.5f),
                RegressionLoss = RegressionLoss.Huber(2),
                SeriesWindow = SeriesWindow.Of(first: 1, count: 2, step: 3),
            },
            new LabelScale(3, 2)),
        Create(
            LayerShape.Image(8, 7, 2),
            [
                Layer.Conv2D(4, (3, 2), (2, 1), Padding.Same, (1, 2), 2, Activation.Relu, kernelRegularizer: KernelRegularizer.L2(0.1f)),
                Layer.MaxPooling2D((2, 3), 1, Padding.Same), Layer.AveragePooling2D(2), Layer.BatchNorm().Frozen(),
                Layer.Dense(3, Activation.Silu), Layer.GlobalAveragePooling(ActivityRegularizer.L1(0.1f)), Layer.Dense(1),
            ],
            Settings with
            {
                Optimizer = Optimizer.Sgd(0.9, nesterov: true),
                LearningRateSchedule = LearningRateSchedule.OneCycle(),
                GradientClipping = GradientClipping.ByGlobalNorm(2),
                ActivityPenaltySchedule = ActivityPenaltySchedule.TargetSparsity(0.5f, 3),
                ClassWeights = ClassWeights.Of(1, 2),
                ValidationFraction = 0.25f,
                ValidationRows = ValidationRows.Last,
                EarlyStopping = new EarlyStopping(TrainingMetric.ValidationAuc),
            }),
        Create(
            LayerShape.Sequence(9, 2),
            [
                Layer.Conv1D(4, 2, dilationRate: 2, groups: 2, activation: Activation.Gelu(approximate: true)),
                Layer.AveragePooling1D(2, 1, Padding.Same), Layer.MaxPooling1D(),
                Layer.Lstm(2, returnSequences: true, bidirectional: true, ActivityRegularizer.Temporal(0.1f, 0.2f), KernelRegularizer.L1(0.1f)),
                Layer.LayerNorm(), Layer.Flatten(), Layer.Dense(1),
            ],
            Settings with
            {
                Optimizer = Optimizer.RmsProp(momentum: 0.5, centered: true),
                LearningRateSchedule = LearningRateSchedule.ReduceOnPlateau(new CustomMetric("mine", higherIsBetter: true)),
                ValidationFraction = 0.25f,
                SamplingKeyColumnName = "Patient",
                HasAugmentation = true,
                EarlyStopping = new EarlyStopping(TrainingMetric.ValidationAuprc),
                GradientClipping = GradientClipping.ByValue(2),
                ActivityPenaltySchedule = ActivityPenaltySchedule.TargetActiveUnits(2, 3),
                ClassWeights = ClassWeights.Balanced,
            }),
        Create(
            5,
            [
                Layer.Embedding(7, 3, activityRegularizer: ActivityRegularizer.L1(0.1f)), Layer.Gru(3, returnSequences: true, bidirectional: true),
                Layer.SimpleRnn(2, returnSequences: true),
                Layer.Activation(Activation.Tanh, new CustomActivityRegularizer("mine", ActivityReduction.BatchSum)),
                Layer.GlobalMaxPooling(), Layer.Dense(1),
            ],
            Settings with { LearningRateSchedule = LearningRateSchedule.Cosine(0.1, 1) }),
        Create(
            LayerShape.Sequence(5, 2), [Layer.Masking(-0.5f), Layer.Gru(3, returnSequences: true), Layer.GlobalAveragePooling(), Layer.Dense(1)], Settings),
        Create(4, [Layer.Dense(6), Layer.TopK(4, ActivityRegularizer.L1(0.1f)), Layer.BatchTopK(3), Layer.Dense(1)], Settings),
        Create(5, [Layer.Embedding(4, 3, maskZero: true), Layer.SimpleRnn(2), Layer.Dense(1)], Settings),
        Create(3, [Layer.Dense(1)], Settings with { LearningRateSchedule = LearningRateSchedule.Exponential(0.5, 2, staircase: true) }),
        Create(
            6,
            [
                Layer.Reshape(1, 2, -1),
                Layer.Conv2DTranspose(2, (2, 3), (2, 1), Padding.Same, (1, 2), Activation.Relu, ActivityRegularizer.L1(0.1f), KernelRegularizer.L2(0.1f)),
                Layer.UpSampling2D((2, 1), ActivityRegularizer.L2(0.1f)), Layer.Reshape(16), Layer.Dense(1),
            ],
            Settings),
        Create(
            LayerShape.Sequence(3, 2),
            [
                Layer.UpSampling1D(2, ActivityRegularizer.L1(0.1f)), Layer.SimpleRnn(2), Layer.RepeatVector(3, ActivityRegularizer.L2(0.1f)),
                Layer.Gru(2), Layer.Dense(1),
            ],
            Settings),
        Create(4, [new PreBiasLayer(), Layer.Dense(3), new CodeLayer(6, CodeSparsity.BatchTopK(2)), new DecoderLayer(isTied: false)], Settings),
        Create(4, [new PreBiasLayer(), new CodeLayer(6, CodeSparsity.JumpRelu(2.5f)), Layer.Dense(3), new DecoderLayer(isTied: false)], Settings),
        Create(4, [new PreBiasLayer(), new CodeLayer(6, CodeSparsity.TopK(5)), new DecoderLayer(isTied: true)], Settings),
        Create(4, [new PreBiasLayer(), new CodeLayer(6, CodeSparsity.L1(0.125f)), new DecoderLayer(isTied: false, KernelRegularizer.L2(0.5f))], Settings),
        Create(
            4,
            [
                new ImputationLayer([1]), Layer.RobustScaling(), new PiecewiseLinearEncodingLayer(3, [2, 1, 3, 1, 1]), Layer.CategoryEmbedding(2, blocks: [new(3, 1)]),
                Layer.Dense(3, Activation.Relu, biasInitializer: BiasInitializer.HePlus(3)), Layer.Dense(1, biasInitializer: BiasInitializer.Zeros),
            ],
            Settings),
        Create(
            4,
            [
                Layer.BatchEnsemble(3, ActivityRegularizer.L2(0.1f)), Layer.Dense(5, Activation.Tanh),
                new MemberOutputLayer(1, MemberMean.Probabilities, KernelRegularizer.L2(0.25f), KernelInitializer.HeNormal),
            ],
            Settings),
    ];

    private static TrainingSettings Settings => Trainings.Settings(epochs: 3);

    public static byte[] Store(TrainedNetwork network)
    {
        using var stream = new MemoryStream();
        NetworkFile.Write(network, stream);
        return stream.ToArray();
    }

    private static TrainedNetwork Create(LayerShape input, IReadOnlyList<Layer> layers, TrainingSettings settings, LabelScales? labelScale = null)
    {
        int[] penalized = [.. Enumerable.Range(0, layers.Count).Where(i => layers[i].IsPenalized)];
        return Networks.Random(input, layers, new Random(layers.Count)) with
        {
            Weights = RandomWeights.Create(input, layers, new Random(layers.Count)),
            Settings = settings,
            LabelScales = labelScale,
            History =
            [
                .. Enumerable.Range(1, 2).Select(epoch => new EpochMetrics
                {
                    Epoch = epoch,
                    Loss = 1.5 / epoch,
                    DataLoss = 1.25 / epoch,
                    ActivityPenalty = 0.25 / epoch,
                    Accuracy = 0.5,
                    LearningRate = 0.01,
                    ValidationMetrics = [.. WatchedFigure.Measured(settings).Select(metric => new ValidationMetricValue(metric.Name, 0.75))],
                    Activities = [.. penalized.Select(layer => new PenalizedLayerMetrics(layer, 1, 0.5))],
                }),
            ],
        };
    }
}
