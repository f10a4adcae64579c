using System.Globalization;

namespace ActReg.MLNet;

/// <summary>How far a study is.</summary>
/// <param name="Done">The trials that have ended, those of a journal included.</param>
/// <param name="Total">All trials; fewer will be made where candidates are left out, or where the best candidate, which has a learning curve, is the one chosen or the baseline.</param>
/// <param name="Elapsed">Since the study began.</param>
/// <param name="Left">About how long it will take yet; <see langword="null"/> before anything tells.</param>
public sealed record StudyProgress(int Done, int Total, TimeSpan Elapsed, TimeSpan? Left)
{
    /// <summary>In words.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Done} of {Total} trials in {Text(Elapsed)}{(Left is { } left ? $", about {Text(left)} left" : "")}");

    private static string Text(TimeSpan time) => time < TimeSpan.FromMinutes(2)
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s")
        : time < TimeSpan.FromHours(2) ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0} min") : string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.0} h");
}
