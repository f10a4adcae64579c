using System.Globalization;

namespace ActReg.MLNet;

/// <summary>How often trainings stopped early, in words: a comparison with what never stopped would say nothing of stopping.</summary>
internal static class StoppingConclusions
{
    /// <summary>Of the candidate that only stops early, as a sentence after another.</summary>
    public static string Of(CandidateResult stopping) => stopping.EarlyStops is { Trainings: > 0 } stops
        ? Text($" {Count(stops.Trainings, stops.Stopped, "its")}, with a patience of {ConclusionText.Times(stops.Patience, "epoch")} in {stops.Epochs}{(stops.Stopped == 0 ? ": they had all of these, and have the weights of the best" : "")}.") : "";

    /// <summary>Of all others together, where the base options or the space have early stopping.</summary>
    public static string? OfOthers(StudyResult result)
    {
        EarlyStops[] all = [.. result.Candidates.Where(candidate => candidate.Candidate.Role != CandidateRole.EarlyStopping).Select(candidate => candidate.EarlyStops).OfType<EarlyStops>()];
        var (trainings, stopped) = (all.Sum(stops => stops.Trainings), all.Sum(stops => stops.Stopped));
        return trainings == 0 ? null : $"{Count(trainings, stopped, "the")} of the candidates that are to.{(stopped == 0 ? " The patience is too long for the epochs, or they are too few." : "")}";
    }

    private static string Count(int trainings, int stopped, string whose) =>
        Text($"{(stopped == 0 ? "None" : Text($"{stopped}"))} of {whose} {ConclusionText.Times(trainings, "training")} stopped early");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
