using ActReg.MLNet.Benchmarks.Generated;
using ActReg.MLNet.Benchmarks.Speed.Measuring;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Benchmarks.Speed.Tutorial;

/// <summary>The tutorial's network with L1 before the ReLU, on its 30 rows of circles, through the public trainer.</summary>
internal sealed class TutorialTraining
{
    public const int Units = 500;
    public const int Epochs = 4000;
    public const int TrainRows = 30;
    public const float L1 = 1e-4f;
    public const float LearningRate = 1e-3f;

    private readonly MLContext _mlContext = new(seed: 1);
    private readonly IDataView _train;
    private readonly IDataView _validation;

    public TutorialTraining()
    {
        var circles = _mlContext.Data.LoadCircles(sampleCount: 100, noise: 0.1, seed: 1);
        _train = _mlContext.Data.TakeRows(circles, TrainRows);
        _validation = _mlContext.Data.SkipRows(circles, TrainRows);
    }

    public LabeledRow[] Rows => [.. ToRows(_train)];

    public LabeledRow[] ValidationRows => [.. ToRows(_validation)];

    /// <summary>The loss of the last epoch of the last training.</summary>
    public double LastLoss { get; private set; }

    /// <summary>The seconds of a <c>Fit</c>.</summary>
    /// <param name="validates">Whether the other 70 rows are measured after each epoch.</param>
    /// <param name="epochs">The updates.</param>
    /// <param name="initialWeights">Where it starts; drawn by default.</param>
    public double Seconds(bool validates, int epochs = Epochs, IReadOnlyList<WeightTensor>? initialWeights = null) =>
        Timing.Of(() => Fit(validates, epochs, initialWeights));

    /// <summary>Weights to start from, for ours and others.</summary>
    public static IReadOnlyList<WeightTensor> InitialWeights() =>
        Weights.Initialize(NetworkPlanner.Plan(2, [.. Layers, Layer.Dense(1)]), new RandomState(1));

    private void Fit(bool validates, int epochs, IReadOnlyList<WeightTensor>? initialWeights)
    {
        var trainer = _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(new ActivityRegularizedMlpOptions
        {
            Layers = [.. Layers],
            Epochs = epochs,
            BatchSize = TrainRows,
            LearningRate = LearningRate,
            InitialWeights = initialWeights,
        });
        var fitted = validates ? trainer.Fit(_train, _validation) : trainer.Fit(_train);
        LastLoss = fitted.Model.SubModel.History[^1].Loss;
    }

    private static IEnumerable<Layer> Layers =>
    [
        Layer.Dense(Units, activityRegularizer: ActivityRegularizer.L1(L1, ActivityReduction.BatchSum)),
        Layer.Activation(Activation.Relu),
    ];

    private static IEnumerable<LabeledRow> ToRows(IDataView rows) =>
        rows.GetColumn<float[]>("Features").Zip(
            rows.GetColumn<bool>("Label"), (features, label) => new LabeledRow(features, label ? 1 : 0));
}
