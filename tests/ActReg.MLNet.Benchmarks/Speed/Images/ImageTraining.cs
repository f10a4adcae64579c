using ActReg.MLNet.Benchmarks.Generated;
using ActReg.MLNet.Benchmarks.Speed.Measuring;
using Microsoft.ML;

namespace ActReg.MLNet.Benchmarks.Speed.Images;

/// <summary>The network of <c>actreg fashion</c> on random images.</summary>
internal sealed class ImageTraining
{
    public const int Side = 28;
    public const int ClassCount = 10;
    public const int BatchSize = 128;
    public const int FirstFilters = 16;
    public const int SecondFilters = 32;
    public const int KernelSize = 3;
    public const int Units = 128;
    public const float DropoutRate = 0.3f;
    public const float L1 = 1e-4f;
    public const float LearningRate = 1e-3f;

    private readonly MLContext _mlContext = new(seed: 1);
    private readonly IDataView _data;

    /// <param name="rows">The images per epoch.</param>
    public ImageTraining(int rows)
    {
        Rows = [.. new Teacher(Side * Side, ClassCount, seed: 1).Rows(rows)];
        _data = TeacherViews.Load(_mlContext, Rows, Side * Side, ClassCount);
    }

    public LabeledRow[] Rows { get; }

    /// <summary>The seconds of an epoch through the public trainer, after a first one.</summary>
    public double EpochSeconds(TrainingEngine engine, out double lastLoss)
    {
        var ends = new List<double>();
        double loss = 0;
        var penalty = ActivityRegularizer.L1(L1);
        _mlContext.MulticlassClassification.Trainers.ActivityRegularizedNetwork(new ActivityRegularizedNetworkOptions
        {
            InputShape = [1, Side, Side],
            Layers =
            [
                Layer.Conv2D(FirstFilters, KernelSize, activation: Activation.Relu, activityRegularizer: penalty), Layer.MaxPooling2D(),
                Layer.Conv2D(SecondFilters, KernelSize, activation: Activation.Relu, activityRegularizer: penalty), Layer.MaxPooling2D(),
                Layer.Flatten(), Layer.Dense(Units, Activation.Relu), Layer.Dropout(DropoutRate),
            ],
            Epochs = 2,
            BatchSize = BatchSize,
            LearningRate = LearningRate,
            Engine = engine,
            TorchThreads = 1,
            OnEpochEnd = epoch =>
            {
                ends.Add(Clock.Seconds);
                loss = epoch.Metrics.Loss;
            },
        }).Fit(_data);
        lastLoss = loss;
        return ends[1] - ends[0];
    }
}
