using System.Diagnostics;

namespace ActReg.MLNet;

/// <summary>Tells how far a study is: the caller for each trial, and ML.NET's log now and then.</summary>
/// <param name="total">All trials.</param>
/// <param name="channel">The log.</param>
/// <param name="onProgress">The caller; or <see langword="null"/>.</param>
internal sealed class ProgressReport(int total, MessageChannel channel, Action<StudyProgress>? onProgress)
{
    private static readonly TimeSpan BetweenMessages = TimeSpan.FromSeconds(10);

    private readonly HashSet<string> _done = [];
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _lastMessage;
    private int _made;

    /// <summary>A trial's result was in the journal.</summary>
    public void Found(string id) => _done.Add(id);

    /// <summary>A trial has ended.</summary>
    public void Made(string id)
    {
        _made++;
        _done.Add(id);
        var elapsed = _watch.Elapsed;
        var left = elapsed * ((double)Math.Max(0, total - _done.Count) / _made);
        var progress = new StudyProgress(_done.Count, total, elapsed, left);
        onProgress?.Invoke(progress);
        if (elapsed - _lastMessage < BetweenMessages)
            return;
        _lastMessage = elapsed;
        channel.Info(progress.ToString());
    }
}
