using System.Diagnostics;
using ActReg.MLNet.Cli.Terminal;
using Spectre.Console;

namespace ActReg.MLNet.Cli.CaseStudy;

/// <summary>One run of the command: trains, shows, draws and writes.</summary>
/// <param name="settings">What to study.</param>
/// <param name="output">Gets the report.</param>
/// <param name="error">Gets the progress bars, if it is live, so that they stay out of a report that goes to a file.</param>
internal sealed class CaseStudyRun(CaseStudySettings settings, IAnsiConsole output, IAnsiConsole error)
{
    /// <summary>Where the pictures go.</summary>
    public required OutputPath Pictures { get; init; }

    /// <summary>Where the results go as JSON; or <see langword="null"/>.</summary>
    public required OutputPath? Json { get; init; }

    public void Run(CancellationToken cancellation) => OutputFiles.InFolder(Pictures, () => RunWithin(cancellation), CaseStudyPictures.Data);

    private void RunWithin(CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        OutputFiles.Check([Json, .. CaseStudyPictures.Files.Select(Pictures.File)], folders: [Pictures]);
        CaseStudyPictures.SaveData(settings, Pictures);

        var parallelism = Math.Min(Environment.ProcessorCount, StudiedModel.All.Count * settings.Repeats);
        var report = new CaseStudyReport(settings, output);
        report.Introduce(parallelism);
        var study = new StudyProgressBar(output, error).Show(onProgress => Study.Run(settings, parallelism, onProgress, cancellation));
        var result = CaseStudyResult.Of(study, FirstTraining.OfAll(settings, parallelism, cancellation));
        report.Tables(result);

        CaseStudyPictures.SaveResults(result, settings, Pictures, cancellation);
        Json?.Write(file => CaseStudyJson.Write(file, result, settings));
        report.Files(Pictures.FullPath, Json?.FullPath, watch.Elapsed);
    }
}
