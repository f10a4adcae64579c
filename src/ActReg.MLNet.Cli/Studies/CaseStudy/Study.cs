using Microsoft.ML;

namespace ActReg.MLNet.Cli.CaseStudy;

/// <summary>The tutorial's comparison as a study: its models are the candidates, and the test points judge each of their initializations.</summary>
internal static class Study
{
    /// <param name="settings">The results are theirs alone, whatever the parallelism; but for the seconds.</param>
    /// <param name="parallelism">How many trainings run at once, each on one thread.</param>
    /// <param name="onProgress">Called for each training.</param>
    /// <param name="cancellation">Ends the trainings.</param>
    public static StudyResult Run(CaseStudySettings settings, int parallelism, Action<StudyProgress>? onProgress, CancellationToken cancellation)
    {
        var mlContext = new MLContext(settings.Seed);
        var rows = CircleRows.Load(mlContext, settings);
        var options = new StudyOptions
        {
            // The tutorial chooses none of them.
            Evaluation = StudyEvaluation.Repeats(settings.Repeats, choiceFolds: 0),
            Seed = settings.Seed,
            CompareEarlyStopping = false,
            MaxDegreeOfParallelism = parallelism,
            OnProgress = onProgress,
            CancellationToken = cancellation,
        };
        // The first, without a penalty, is the study's baseline.
        var models = StudySpace.List(StudySpace.Vary(of => of.Layers, StudiedModel.All.Select(model => model.Layers(settings)).ToArray()));
        return mlContext.BinaryClassification.ActivityRegularizationStudy(StudiedModel.None.Options(settings), models, options).Run(rows.Train, rows.Test);
    }
}
