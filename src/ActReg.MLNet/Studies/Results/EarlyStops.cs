namespace ActReg.MLNet;

/// <summary>How often trainings of a candidate stopped early that were to.</summary>
/// <param name="Trainings">Those that did not fail.</param>
/// <param name="Stopped">Those that ended before the last epoch that was asked for.</param>
/// <param name="Patience">The epochs without improvement after which one stops.</param>
/// <param name="Epochs">The epochs that were asked for.</param>
public sealed record EarlyStops(int Trainings, int Stopped, int Patience, int Epochs)
{
    /// <returns><see langword="null"/> where there is no <paramref name="stopping"/>.</returns>
    internal static EarlyStops? Of((int Patience, int Epochs)? stopping, IEnumerable<TrialResult> trials)
    {
        int[] epochs = [.. trials.Where(trial => trial.Failure == null).Select(trial => trial.Epochs)];
        return stopping is var (patience, most) ? new(epochs.Length, epochs.Count(count => count < most), patience, most) : null;
    }
}
