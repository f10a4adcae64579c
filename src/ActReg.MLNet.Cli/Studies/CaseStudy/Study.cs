using Microsoft.ML;

namespace ActReg.MLNet.Cli.CaseStudy;

/// <summary>The study itself: settings in, results out.</summary>
internal static class Study
{
    /// <param name="settings">The results are theirs alone, whatever the parallelism; but for the seconds.</param>
    /// <param name="parallelism">How many trainings run at once, each on one thread.</param>
    /// <param name="epochsDone">Told of progress, from any of these threads: the model, and how many more epochs are
    /// done.</param>
    /// <param name="cancellation">Ends the trainings.</param>
    public static async Task<CaseStudyResult> RunAsync(
        CaseStudySettings settings, int parallelism, Action<StudiedModel, int> epochsDone, CancellationToken cancellation)
    {
        var outcomes = StudiedModel.All.ToDictionary(model => model, _ => new TrainingOutcome[settings.Repeats]);
        var first = new Dictionary<StudiedModel, (ITransformer Fitted, IReadOnlyList<EpochMetrics> History)>();
        var trainings =
            from model in StudiedModel.All
            from repeat in Enumerable.Range(0, settings.Repeats)
            select (Model: model, Repeat: repeat);
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = cancellation };
        await Parallel.ForEachAsync(trainings, options, (training, stop) =>
        {
            var (model, repeat) = training;
            var isFirst = repeat == 0;
            var (fitted, outcome) = Training.Run(
                model, settings, repeat, withCurve: isFirst, epochs => epochsDone(model, epochs), stop);
            outcomes[model][repeat] = outcome;
            if (isFirst)
            {
                lock (first)
                    first.Add(model, (fitted, fitted.Model.SubModel.History));
            }

            return ValueTask.CompletedTask;
        });
        return new([.. StudiedModel.All.Select(model =>
            new ModelResult(model, first[model].Fitted, first[model].History, outcomes[model]))]);
    }
}
