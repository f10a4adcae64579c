using System.Globalization;
using Microsoft.ML;

namespace ActReg.MLNet.Cli.Sweep;

/// <summary>The tutorial's network on the tutorial's points, or on fresh draws of such points.</summary>
internal sealed class CirclesSweep : ISweepData
{
    /// <summary>Of a draw, so many rows that judge: enough that they add no chance of their own.</summary>
    private const int JudgingRows = 10_000;

    private static readonly StudyMetric[] Metrics =
    [
        StudyMetric.Accuracy, StudyMetric.LogLoss, StudyMetric.AreaUnderRocCurve, StudyMetric.AreaUnderPrecisionRecallCurve, StudyMetric.F1Score,
        StudyMetric.BrierScore, StudyMetric.CalibrationError,
    ];

    public int SampleCount { get; init; } = 100;

    public int TrainRows { get; init; } = 30;

    public double Noise { get; init; } = 0.1;

    public long DataSeed { get; init; } = 1;

    /// <summary>Fresh draws of points instead of the tutorial's; 0 for none.</summary>
    public int Draws { get; init; }

    public int Units { get; init; } = 500;

    public int Epochs { get; init; } = 4000;

    public int BatchSize { get; init; } = 32;

    public float LearningRate { get; init; } = 1e-3f;

    public string Title => Draws > 0 ? "Activity regularization on fresh draws of two circles" : "Activity regularization on two circles";

    public string Description => Draws > 0
        ? Text($"{Draws} draws of {TrainRows} points of two circles, noise {Noise}, each judged by {JudgingRows} others")
        : Text($"{SampleCount} points of two circles, noise {Noise}, seed {DataSeed}: {TrainRows} to train, {SampleCount - TrainRows} to test");

    public string Columns => "the two coordinates of each point";

    public string Network => Text($"{Units} units with ReLU, {Epochs} epochs of batches of {BatchSize}, Adam {LearningRate}");

    public long? FoldedRows => Draws > 0 ? null : TrainRows;

    public string Comparison(SweepSettings settings) => Draws > 0
        ? "one training on each draw; chosen by all other draws"
        : Text($"{settings.Repeats ?? SweepSettings.DefaultRepeats} seeds on the test points; chosen by {settings.Folds} folds of the training points");

    public IReadOnlyList<string>? TrainArguments(StudyResult result) => null;

    public string? TrainProblem(StudyResult result) => null;

    public SweepStudy Prepare(SweepSettings settings, Action<StudyProgress>? onProgress, CancellationToken cancellation)
    {
        var mlContext = new MLContext(settings.Seed);
        var options = SweepOptions.Of(
            settings, StudyEvaluation.Repeats(settings.Repeats ?? SweepSettings.DefaultRepeats, settings.Folds), Metrics, onProgress, cancellation);
        var study = mlContext.BinaryClassification.ActivityRegularizationStudy(
            new ActivityRegularizedMlpOptions { Layers = [Layer.Dense(Units, Activation.Relu)], Epochs = Epochs, BatchSize = BatchSize, LearningRate = LearningRate },
            settings.Space, options);
        if (Draws > 0)
            return new(study, () => study.RunOnDraws(Draws, draw => Parts(mlContext, TrainRows + JudgingRows, DataSeed + draw)));
        var (train, test) = Parts(mlContext, SampleCount, DataSeed);
        return new(study, () => study.Run(train, test));
    }

    private (IDataView Train, IDataView Test) Parts(MLContext mlContext, int count, long seed)
    {
        var circles = mlContext.Data.LoadCircles(count, Noise, seed);
        return (mlContext.Data.TakeRows(circles, TrainRows), mlContext.Data.SkipRows(circles, TrainRows));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
