namespace ActReg.MLNet.Cli.StudyPages;

/// <summary>How to read a page.</summary>
internal static class StudyPageHelp
{
    public static IReadOnlyList<string> Of(StudyResult result) =>
    [
        $"A candidate is chosen by {result.Metric} ({(result.Metric.HigherIsBetter ? "more" : "less")} is better) on the rows of each split that it did not train on: of all whose mean is within one standard error of the best mean, the one with the smallest share of active hidden outputs.",
        "An interval of splits is about other rows of the same kind: 95 of 100 such intervals hold the mean that very many splits would have; each is cut off at what the metric can be. Splits share rows to train on, which is allowed for (Nadeau and Bengio, 2003).",
        .. result.Candidates.Any(candidate => candidate.Test.Count > 0)
            ? ["Test data choose nothing. Their intervals are about seeds, which are initial weights and the order of rows, on these rows alone: other test data would differ by more. Hidden layers are those of these trainings too, on all rows; the share of active hidden outputs, which chooses, is that of the splits."] : Array.Empty<string>(),
        "Whoever picks the best of many by the same figures finds luck too: only a difference whose interval leaves out 0 is one that chance hardly explains, and of many such intervals one in twenty leaves it out by chance.",
        "A difference is taken split by split, or seed by seed, so that its interval may leave out 0 though those of two candidates overlap.",
        "Zeros are the share of a layer’s outputs that are 0; a dead unit is 0 on every row. A dash stands where a figure is not defined.",
        "A click, or Enter, on a heading of the candidates’ table sorts it; the same once more turns it round.",
    ];
}
