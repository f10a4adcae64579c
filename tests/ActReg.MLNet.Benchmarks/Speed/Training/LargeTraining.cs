using ActReg.MLNet.Benchmarks.Generated;
using ActReg.MLNet.Benchmarks.Speed.Measuring;
using Microsoft.ML;

namespace ActReg.MLNet.Benchmarks.Speed.Training;

/// <summary>A training on generated rows: ReLU with an L1 penalty on every hidden layer's outputs, Adam.</summary>
/// <param name="Name">The sizes, for tables.</param>
/// <param name="FeatureCount">The features per row.</param>
/// <param name="HiddenUnits">The units of each hidden layer.</param>
/// <param name="ClassCount">2 for cross-entropy of one output; more for softmax.</param>
/// <param name="BatchSize">The rows per step.</param>
/// <param name="RowCount">The rows per epoch.</param>
internal sealed record LargeTraining(
    string Name, int FeatureCount, int[] HiddenUnits, int ClassCount, int BatchSize, int RowCount)
{
    public const float L1 = 1e-4f;
    public const float LearningRate = 1e-3f;

    public static LargeTraining Binary { get; } = new("28-256-256-1, batch 256", 28, [256, 256], 2, 256, 100_000);

    public static LargeTraining Multiclass { get; } = new("784-512-10, batch 128", 784, [512], 10, 128, 10_000);

    /// <summary>A net of the tutorial's size, in which products are little.</summary>
    public static LargeTraining Tutorial { get; } = new("2-500-1, batch 30", 2, [500], 2, 30, 30);

    /// <summary>The values per row before, between and after the layers.</summary>
    public int[] Sizes => [FeatureCount, .. HiddenUnits, OutputCount];

    public int OutputCount => ClassCount == 2 ? 1 : ClassCount;

    private IEnumerable<Layer> HiddenLayers =>
        HiddenUnits.Select(units => Layer.Dense(units, Activation.Relu, ActivityRegularizer.L1(L1)));

    /// <summary>Of the features and labels as float32.</summary>
    public long DataBytes => sizeof(float) * (long)RowCount * (FeatureCount + 1);

    public Teacher Teacher => new(FeatureCount, ClassCount, seed: 1);

    /// <summary>What <see cref="EpochSeconds"/> and <see cref="Fit"/> train on, generated once.</summary>
    public IDataView Load(MLContext mlContext) =>
        TeacherViews.Load(mlContext, Teacher.Rows(RowCount).ToArray(), FeatureCount, ClassCount);

    /// <summary>The same, generated whenever it is read, and nowhere in memory.</summary>
    public IDataView Stream(MLContext mlContext) =>
        TeacherViews.Load(mlContext, Teacher.Rows(RowCount), FeatureCount, ClassCount);

    /// <summary>The same as the fused engine sees it, and one batch of rows.</summary>
    public (TrainingProblem Problem, TrainingSet Rows) Problem()
    {
        var plan = NetworkPlanner.Plan(FeatureCount, [.. HiddenLayers, Layer.Dense(OutputCount)]);
        var rows = Teacher.Rows(BatchSize).ToArray();
        var set = new TrainingSet(
            FeatureCount, [.. rows.SelectMany(row => row.Features)], [.. rows.Select(row => (float)row.Label)], weights: null);
        Loss loss = ClassCount == 2 ? new BinaryCrossEntropy() : new SoftmaxCrossEntropy(ClassCount);
        var weights = Weights.Initialize(plan, new RandomState(1));
        var settings = new TrainingSettings
        {
            Epochs = 1,
            BatchSize = BatchSize,
            LearningRate = LearningRate,
            Shuffle = false,
            Seed = 1,
            Engine = TrainingEngine.Fused,
        };
        return (new(plan, weights, loss, BatchSize, settings), set);
    }

    /// <summary>Trains through the public trainer.</summary>
    /// <param name="mlContext">Where it trains.</param>
    /// <param name="data">As <see cref="Load"/> makes it.</param>
    /// <param name="epochs">The passes over it.</param>
    /// <param name="engine">What computes it.</param>
    /// <param name="onEpochEnd">Called after each epoch.</param>
    public ITransformer Fit(
        MLContext mlContext, IDataView data, int epochs, TrainingEngine engine, Action<EpochEnd>? onEpochEnd = null)
    {
        var options = new ActivityRegularizedMlpOptions
        {
            Layers = [.. HiddenLayers],
            Epochs = epochs,
            BatchSize = BatchSize,
            LearningRate = LearningRate,
            Engine = engine,
            OnEpochEnd = onEpochEnd,
        };
        return ClassCount == 2
            ? mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(options).Fit(data)
            : mlContext.MulticlassClassification.Trainers.ActivityRegularizedMlp(options).Fit(data);
    }

    /// <summary>The seconds per epoch of a training, after its first epoch.</summary>
    public double EpochSeconds(MLContext mlContext, IDataView data, int epochs, TrainingEngine engine, out double lastLoss)
    {
        var ends = new List<double>();
        double loss = 0;
        Fit(mlContext, data, epochs + 1, engine, epoch =>
        {
            ends.Add(Clock.Seconds);
            loss = epoch.Metrics.Loss;
        });
        lastLoss = loss;
        return (ends[^1] - ends[0]) / epochs;
    }
}
