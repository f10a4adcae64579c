namespace ActReg.MLNet.Plotting;

public static partial class Figures
{
    /// <summary>How sparse the last hidden layer of a study's candidates is over one of their settings: the share of outputs that are 0, and beside it of units that are 0 on every
    /// row; lines, strips and rows of panels as in <see cref="StudyScores"/>.</summary>
    /// <param name="result">A study, one of whose candidates has settings and a hidden layer; those that failed are left out.</param>
    /// <param name="setting">The setting below; or <see langword="null"/> for the strength, else the number that has most values, else whatever varies.</param>
    /// <param name="title">The title above; null for one that says what is drawn.</param>
    /// <exception cref="ArgumentException">There is no such setting, or no candidate has settings and a hidden layer.</exception>
    public static Figure StudySparsity(StudyResult result, string? setting = null, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        return SparsityFigure(result, setting, title) ?? throw new ArgumentException("result must have a candidate with settings and a hidden layer; received none.", nameof(result));
    }

    private static Figure? SparsityFigure(StudyResult result, string? setting, string? title) => StudyView.Of(result, setting) is not { } view ? null : ViewFigure(
        result, view,
        [
            ("zeros among outputs", candidate => Last(candidate, layer => layer.ZeroFraction)),
            ("dead units", candidate => Last(candidate, layer => layer.DeadUnitFraction)),
        ],
        intervals => ScoreRange.Of(intervals, least: 0, most: 1), title ?? $"Sparsity of the last hidden layer over {view.Setting}: means and 95 % intervals", "Share");

    private static MeanInterval? Last(CandidateResult candidate, Func<LayerSummary, MeanInterval> figure) =>
        candidate.Failure == null && candidate.ShownLayers.Count > 0 && figure(candidate.ShownLayers[^1]) is { } interval && double.IsFinite(interval.Mean) ? interval : null;
}
