using System.Diagnostics;
using Microsoft.ML;
using BinaryTransformer = Microsoft.ML.Data.BinaryPredictionTransformer<
    Microsoft.ML.Calibrators.CalibratedModelParametersBase<
        ActReg.MLNet.NetworkModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>>;

namespace ActReg.MLNet.Cli.CaseStudy;

/// <summary>Trains one network of the study and measures it.</summary>
internal static class Training
{
    /// <summary>Epochs between two reports of progress.</summary>
    private const int ReportEvery = 100;

    /// <param name="model">Which of the models.</param>
    /// <param name="settings">Data and training.</param>
    /// <param name="repeat">Which initialization, from 0.</param>
    /// <param name="withCurve">Whether to measure the test rows after each epoch.</param>
    /// <param name="epochsDone">Told how many more epochs are done.</param>
    /// <param name="cancellation">Ends the training.</param>
    public static (BinaryTransformer Fitted, TrainingOutcome Outcome) Run(
        StudiedModel model, CaseStudySettings settings, int repeat, bool withCurve, Action<int> epochsDone,
        CancellationToken cancellation)
    {
        // An MLContext is not thread-safe, and trainings run side by side.
        var mlContext = new MLContext(settings.SeedOf(repeat));
        var rows = CircleRows.Load(mlContext, settings);
        var trainer = mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(new ActivityRegularizedMlpOptions
        {
            Layers = model.Layers(settings),
            Epochs = settings.Epochs,
            BatchSize = settings.BatchSize,
            LearningRate = settings.LearningRate,
            OnEpochEnd = Report,
            CancellationToken = cancellation,
        });
        var watch = Stopwatch.StartNew();
        var fitted = withCurve ? trainer.Fit(rows.Train, rows.Test) : trainer.Fit(rows.Train);
        return (fitted, Measure(fitted, rows, watch.Elapsed));

        void Report(EpochEnd end)
        {
            var epoch = end.Metrics.Epoch;
            if (epoch % ReportEvery == 0)
                epochsDone(ReportEvery);
            else if (epoch == settings.Epochs)
                epochsDone(epoch % ReportEvery);
        }
    }

    private static TrainingOutcome Measure(BinaryTransformer fitted, CircleRows rows, TimeSpan time)
    {
        var train = Predictions.Of(fitted, rows.Train);
        var test = Predictions.Of(fitted, rows.Test);
        // The last entry is the hidden layer after its ReLU, also where that is a layer of its own.
        var hidden = SparsityReport.Create(fitted.Model.SubModel, rows.Train).Layers[^1];
        return new(
            train.Accuracy, test.Accuracy, test.LogLoss,
            hidden.MeanActivation, hidden.ZeroFraction, hidden.DeadUnitFraction, time.TotalSeconds);
    }
}
