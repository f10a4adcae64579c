using System.Globalization;

namespace ActReg.MLNet.TestLogger;

/// <summary>The tests of a project that have ended so far.</summary>
internal sealed class RunProgress
{
    private const int SlowestClasses = 10;

    private readonly Dictionary<string, (int Tests, TimeSpan Time)> _classes = [];

    private readonly object _lock = new();

    private int _tests, _failed;

    private string _last = "";

    /// <param name="test">The test's method with its class and namespace.</param>
    /// <param name="duration">How long it took.</param>
    /// <param name="isFailed">Whether it failed.</param>
    public void Add(string test, TimeSpan duration, bool isFailed)
    {
        lock (_lock)
        {
            // A method may be followed by its parameters' types.
            _last = test.Substring(0, test.Split('(')[0].LastIndexOf('.'));
            _classes.TryGetValue(_last, out var before);
            _classes[_last] = (before.Tests + 1, before.Time + duration);
            _tests++;
            _failed += isFailed ? 1 : 0;
        }
    }

    /// <summary>How far the tests are.</summary>
    public string Line(string project, TimeSpan elapsed)
    {
        lock (_lock)
            return $"{Total(project, elapsed)}{(_tests == 0 ? "" : $"; the last of {_last.Substring(_last.LastIndexOf('.') + 1)}")}";
    }

    /// <summary>The classes whose tests took longest, a line each.</summary>
    public string Slowest(string project, TimeSpan elapsed)
    {
        lock (_lock)
        {
            return string.Join("\n",
            [
                Total(project, elapsed), "The classes that took longest, in seconds; several tests run at a time:",
                .. _classes.OrderByDescending(each => each.Value.Time).Take(SlowestClasses)
                    .Select(each => FormattableString.Invariant($"{each.Value.Time.TotalSeconds,8:0.0}  {each.Key}, {each.Value.Tests} tests")),
                "",
            ]);
        }
    }

    private string Total(string project, TimeSpan elapsed) =>
        string.Format(CultureInfo.InvariantCulture, "{0}: {1:N0} tests in {2:0} s, {3} failed", project, _tests, elapsed.TotalSeconds, _failed);
}
