using System.Diagnostics;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Client;

namespace ActReg.MLNet.TestLogger;

/// <summary>Says every now and then how far the tests of a project are, and at the end which classes took longest.</summary>
/// <remarks>The test platform finds it beside the tests, by the end of this assembly's name; their runsettings name it.</remarks>
[ExtensionUri("logger://ActReg.MLNet/progress")]
[FriendlyName("progress")]
public sealed class ProgressLogger : ITestLoggerWithParameters
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);

    private readonly RunProgress _progress = new();

    private readonly Stopwatch _clock = new();

    private string _project = "";

    private string _folder = "";

    /// <inheritdoc/>
    public void Initialize(TestLoggerEvents events, Dictionary<string, string?> parameters) => Initialize(events, parameters[DefaultLoggerParameterNames.TestRunDirectory]!);

    /// <inheritdoc/>
    public void Initialize(TestLoggerEvents events, string testRunDirectory)
    {
        _folder = testRunDirectory;
        var timer = new Timer(_ => Console.WriteLine(_progress.Line(_project, _clock.Elapsed)));
        events.TestRunStart += (_, start) =>
        {
            _project = Path.GetFileNameWithoutExtension(start.TestRunCriteria.Sources.First());
            _clock.Start();
            timer.Change(Interval, Interval);
        };
        events.TestResult += (_, end) => _progress.Add(end.Result.TestCase.FullyQualifiedName, end.Result.Duration, end.Result.Outcome == TestOutcome.Failed);
        events.TestRunComplete += (_, _) =>
        {
            timer.Dispose();
            Directory.CreateDirectory(_folder);
            File.WriteAllText(Path.Combine(_folder, $"{_project}.slowest.txt"), _progress.Slowest(_project, _clock.Elapsed));
        };
    }
}
