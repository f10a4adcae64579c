using System.Text.RegularExpressions;

namespace ActReg.MLNet;

/// <summary>What trainers warned of, counted.</summary>
internal static partial class WarningConclusions
{
    private const int MostShown = 3;
    private const int MostCharacters = 160;

    public static string? Of(StudyResult result)
    {
        CandidateResult[] warned = [.. result.Candidates.Where(candidate => candidate.Warnings.Count > 0)];
        if (warned.Length == 0)
            return null;
        // Warnings that differ in their numbers alone are of one kind.
        var kinds = warned.SelectMany(candidate => candidate.Warnings.Select(text => (Text: text, Candidate: candidate.Candidate.Name)))
            .GroupBy(warning => Numbers().Replace(warning.Text, "0")).Select(kind => (kind.First().Text, Candidates: kind.Select(warning => warning.Candidate).Distinct().Count()))
            .OrderByDescending(kind => kind.Candidates).ToArray();
        var shown = kinds.Take(MostShown).Select(kind => $"“{Excerpt.Of(kind.Text, MostCharacters)}” ({ConclusionText.Times(kind.Candidates, "candidate")})");
        var rest = kinds.Length > MostShown ? $"; and {ConclusionText.Times(kinds.Length - MostShown, "other kind")}" : "";
        return $"Trainers warned in {ConclusionText.Times(warned.Sum(candidate => candidate.WarnedTrainings), "training")} of {ConclusionText.Times(warned.Length, "candidate")}: {string.Join("; ", shown)}{rest}.";
    }

    [GeneratedRegex(@"\d+([.,]\d+)*([eE][+-]?\d+)?")]
    private static partial Regex Numbers();
}
