using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using ActReg.MLNet.Cli.Terminal;
using Spectre.Console;

namespace ActReg.MLNet.Cli.CaseStudy;

/// <summary>A line for each model once all its trainings are done: for files, logs and pipes.</summary>
internal sealed class LineProgress(IAnsiConsole console) : IStudyProgress
{
    public async Task<CaseStudyResult> ShowAsync(
        CaseStudySettings settings, Func<Action<StudiedModel, int>, Task<CaseStudyResult>> study)
    {
        var all = (long)settings.Repeats * settings.Epochs;
        var done = new ConcurrentDictionary<StudiedModel, long>();
        var watch = Stopwatch.StartNew();
        var result = await study((model, epochs) =>
        {
            // Exactly one call of a model sees the last epoch done.
            if (done.AddOrUpdate(model, epochs, (_, before) => before + epochs) == all)
            {
                console.Line(string.Create(
                    CultureInfo.InvariantCulture, $"{model.Title}: trained after {watch.Elapsed.TotalSeconds:F1} s"));
            }
        });
        console.Line();
        return result;
    }
}
