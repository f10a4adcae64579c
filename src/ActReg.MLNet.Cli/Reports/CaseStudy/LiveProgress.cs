using Spectre.Console;

namespace ActReg.MLNet.Cli.CaseStudy;

/// <summary>A moving bar for each model.</summary>
internal sealed class LiveProgress(IAnsiConsole console) : IStudyProgress
{
    public Task<CaseStudyResult> ShowAsync(
        CaseStudySettings settings, Func<Action<StudiedModel, int>, Task<CaseStudyResult>> study) =>
        console.Progress()
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(),
                new ElapsedTimeColumn())
            .StartAsync(context =>
            {
                // Not started: a bar's clock runs from its model's first epochs on.
                var bars = StudiedModel.All.ToDictionary(
                    model => model,
                    model => context.AddTask(model.Title, autoStart: false, (double)settings.Repeats * settings.Epochs));
                return study((model, epochs) =>
                {
                    var bar = bars[model];
                    if (!bar.IsStarted)
                        bar.StartTask();
                    bar.Increment(epochs);
                    if (bar.IsFinished)
                        bar.StopTask();
                });
            });
}
