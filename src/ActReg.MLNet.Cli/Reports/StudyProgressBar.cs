using Spectre.Console;

namespace ActReg.MLNet.Cli.Terminal;

/// <summary>Shows how far a study is: a moving bar, or a line now and then where nothing can move.</summary>
/// <param name="output">Gets lines.</param>
/// <param name="error">Gets the bar, if it is live.</param>
internal sealed class StudyProgressBar(IAnsiConsole output, IAnsiConsole error)
{
    private const int Lines = 10;

    /// <param name="run">Runs the study, and tells what it is given of each trial.</param>
    public StudyResult Show(Func<Action<StudyProgress>, StudyResult> run) => error.IsLive() ? ShowBar(run) : ShowLines(run);

    private StudyResult ShowBar(Func<Action<StudyProgress>, StudyResult> run) => error.Progress()
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
        .Start(context =>
        {
            var bar = context.AddTask("Trials", maxValue: 1);
            var result = run(progress =>
            {
                bar.MaxValue = progress.Total;
                bar.Value = progress.Done;
                bar.Description = $"{progress.Done} of {progress.Total} trials";
            });
            bar.Value = bar.MaxValue;
            return result;
        });

    private StudyResult ShowLines(Func<Action<StudyProgress>, StudyResult> run)
    {
        var told = 0;
        var result = run(progress =>
        {
            var line = progress.Done * Lines / Math.Max(1, progress.Total);
            if (line <= told)
                return;
            told = line;
            output.Sentence(progress.ToString());
        });
        output.Line();
        return result;
    }
}
