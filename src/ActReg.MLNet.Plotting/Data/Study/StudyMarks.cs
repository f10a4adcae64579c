using ScottPlot;

namespace ActReg.MLNet.Plotting;

/// <summary>A candidate that figures point out.</summary>
internal sealed record StudyMark(CandidateResult Candidate, string Label, Color Color, MarkerShape Shape)
{
    /// <summary>The baseline, early stopping, the best and the chosen one; what is several of them has one mark.</summary>
    public static IReadOnlyList<StudyMark> Of(StudyResult result)
    {
        (CandidateResult? Candidate, string Label, Color Color, MarkerShape Shape)[] all =
        [
            (result.Chosen, "Chosen", Palette.Ink, MarkerShape.FilledDiamond),
            (result.Best, "Best mean", Palette.Ink, MarkerShape.FilledTriangleUp),
            (result.Baseline, "No penalty", Palette.Gray, MarkerShape.FilledSquare),
            (result.Candidates.FirstOrDefault(candidate => candidate.Candidate.Role == CandidateRole.EarlyStopping), "Early stopping", Palette.Purple, MarkerShape.FilledTriangleDown),
        ];
        return
        [
            .. all.Where(mark => mark.Candidate is { Failure: null }).GroupBy(mark => mark.Candidate, ReferenceEqualityComparer.Instance).Select(same => new StudyMark(
                same.First().Candidate!, Capital(string.Join(", ", same.Select(mark => mark.Label))), same.First().Color, same.First().Shape)),
        ];
    }

    private static string Capital(string labels) => labels[..1] + labels[1..].Replace(", Best mean", " and best mean", StringComparison.Ordinal)
        .Replace(", No penalty", ": no penalty", StringComparison.Ordinal).Replace(", Early stopping", ": early stopping", StringComparison.Ordinal);
}
