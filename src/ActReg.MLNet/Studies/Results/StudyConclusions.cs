using System.Globalization;

namespace ActReg.MLNet;

/// <summary>What a study's figures say, in words that are computed from them.</summary>
internal sealed class StudyConclusions
{
    private readonly StudyResult _result;
    private readonly ConclusionText _text;
    private readonly PenaltyConclusions _penalty;

    private StudyConclusions(StudyResult result)
    {
        (_result, _text) = (result, new(result));
        _penalty = new(result, _text);
    }

    public static IReadOnlyList<string> Of(StudyResult result) =>
        result.Candidates.All(candidate => candidate.Failure != null) ? ["Every candidate failed."] : [.. new StudyConclusions(result).All().OfType<string>()];

    private IEnumerable<string?> All()
    {
        foreach (var text in _result is { Chosen: { } chosen, Best: { } best } ? OfChoice(chosen, best) : [NoChoice()])
            yield return text;
        if (_result.Nested is { } nested)
            yield return $"What choosing like this achieves, told by rows that it did not see: {Nested(nested)}.";
        yield return OnTestData();
        yield return Luckiest();
        yield return EarlyStopping();
        yield return StoppingConclusions.OfOthers(_result);
        yield return Sparsity();
        var failed = _result.Candidates.Count(candidate => candidate.Failure != null);
        yield return failed == 0 ? null : Text($"{failed} of {_result.Candidates.Count} candidates failed, and {(failed == 1 ? "is" : "are")} not chosen from.");
        var (failedTests, ofCandidates) = (_result.Candidates.Sum(candidate => candidate.FailedTests.Count), _result.Candidates.Count(candidate => candidate.FailedTests.Count > 0));
        yield return failedTests == 0 ? null
            : $"{ConclusionText.Times(failedTests, "training")} for the test data failed, of {ConclusionText.Times(ofCandidates, "candidate")}, whose figures there are those of the others.";
        yield return WarningConclusions.Of(_result);
        yield return _result.IsCancelled ? $"The study was cancelled: figures are of the trainings that were done by then{(_result.Nested == null ? ", and what choosing like this achieves is not known" : "")}." : null;
    }

    private IEnumerable<string?> OfChoice(CandidateResult chosen, CandidateResult best)
    {
        var metric = _result.Metric.Name;
        var by = _text.Interval(chosen.Validation, metric);
        yield return chosen == best
            ? $"Chosen by {metric} over {Splits}: {chosen.Candidate.Name}, {by}. It is the best{(_result.SplitCount == 1 ? "; one split has no standard error" : ", and nothing sparser is within one standard error of it")}."
            : $"Chosen by {metric} over {Splits}: {chosen.Candidate.Name}, {by}. The best mean is that of {best.Candidate.Name}, {_text.Interval(best.Validation, metric)}; the one chosen is within one standard error of it, and the sparsest of those that are.";
        if (PenaltyComparison.HasPenalty(_result, chosen))
        {
            yield return $"{Where()} it has {_penalty.OnSplits(chosen)}.{Picked(chosen == best, Compared())}{_penalty.Remark(chosen)}";
            yield break;
        }

        if (chosen != _result.Baseline)
            yield return $"What was chosen has no penalty. {Where()} it has {_penalty.AgainstBaseline(chosen.Validation, chosen.ValidationAgainstBaseline, chosen)}.{Picked(chosen == best, Compared())}";
        if (BestPenalty() is { } penalized)
            yield return $"{(chosen == _result.Baseline ? "What was chosen has no penalty. " : "")}The best that has one, {penalized.Candidate.Name}, has {_penalty.OnSplits(penalized)}, {Where(isStart: false)}.{Picked(isBest: true, Penalized().Count())}{_penalty.Remark(penalized)}";
    }

    private string Nested(NestedEstimate nested) => _penalty.AgainstBaseline(nested.Metrics, nested.AgainstBaseline, null);

    private string? OnTestData()
    {
        if (_result.Chosen is not { Test: [var first, ..] } chosen)
            return null;
        var told = chosen == _result.Baseline ? _text.Values(chosen.Test) : _penalty.OnTestData(chosen);
        return $"On the test data, which chose nothing, over {ConclusionText.Times(first.Values.Count - chosen.FailedTests.Count, "seed")}: {told}. These intervals are about seeds: other test data would differ by more.";
    }

    private string NoChoice() => _result.SplitCount == 0
        ? "Nothing was chosen: candidates were only compared, on the test data." : $"None was chosen: of those that did not fail, {_result.Metric} is defined on no split.";

    /// <summary>Whoever is picked by the same figures that tell how good it is has their luck, too.</summary>
    /// <param name="isBest">Whether it has the best mean.</param>
    /// <param name="count">Those that it was picked from.</param>
    private string Picked(bool isBest, int count) => count < 2 ? ""
        : Text($" {(isBest ? "As the best" : "As one picked")} of {count} by the same {(_result.Overlap == 0 ? "draws" : "splits")} it {(isBest ? "looks" : "may look")} better than it is.");

    private CandidateResult? BestPenalty()
    {
        var sign = _result.Metric.HigherIsBetter ? 1 : -1;
        return Penalized().MaxBy(candidate => sign * Mean(candidate));
    }

    private IEnumerable<CandidateResult> Penalized() => OnAllSplits.Where(candidate => PenaltyComparison.HasPenalty(_result, candidate));

    /// <summary>Those that the baseline is compared with.</summary>
    private int Compared() => OnAllSplits.Count(candidate => candidate != _result.Baseline);

    private IEnumerable<CandidateResult> OnAllSplits => _result.Candidates.Where(candidate =>
        candidate.Failure == null && candidate.SplitCount == _result.SplitCount && !double.IsNaN(Mean(candidate)));

    private double Mean(CandidateResult candidate) => candidate.ValidationOf(_result.Metric.Name)?.Interval.Mean ?? double.NaN;

    /// <summary>Who looks for the best on the test data finds luck.</summary>
    private string? Luckiest()
    {
        var metric = _text.Shown[0];
        var tested = _result.Candidates.Where(candidate => candidate.TestOf(metric) is { Interval.Count: > 0 }).ToArray();
        if (tested.Length < 2)
            return null;
        var highest = _text.HigherIsBetter(metric) ? tested.MaxBy(Mean)! : tested.MinBy(Mean)!;
        return Text($"The best {metric} on the test data is {ConclusionText.Number(Mean(highest))}, that of {highest.Candidate.Name}; as the best of {tested.Length} it looks better than it is.");

        double Mean(CandidateResult candidate) => candidate.TestOf(metric)!.Interval.Mean;
    }

    private string? EarlyStopping()
    {
        if (_result.Candidates.FirstOrDefault(candidate => candidate.Candidate.Role == CandidateRole.EarlyStopping) is not { Failure: null } stopping)
            return null;
        var (metrics, differences, where) = stopping.TestAgainstBaseline.Count > 0
            ? (stopping.Test, stopping.TestAgainstBaseline, "on the test data") : (stopping.Validation, stopping.ValidationAgainstBaseline, Where(isStart: false));
        return differences.Count == 0 ? null
            : $"Early stopping without a penalty, which trains {Text($"{stopping.Epochs:0.#}")} epochs on average, has {_penalty.AgainstBaseline(metrics, differences, stopping)}, {where}.{StoppingConclusions.Of(stopping)}";
    }

    private string? Sparsity()
    {
        if (_result.Chosen is not { } chosen)
            return null;
        var other = PenaltyComparison.Twin(_result, chosen) is { } twin && twin != chosen ? twin : _result.Baseline;
        // Those of the same trainings, where one of the two failed on the test data.
        var (layers, others) = chosen.TestLayers.Count > 0 && other.TestLayers.Count > 0 ? (chosen.TestLayers, other.TestLayers) : (chosen.Layers, other.Layers);
        if (layers is not [.., var layer] || others is not [.., var with])
            return null;
        var than = other == chosen ? ""
            : $"; {_penalty.Than(chosen)} {ConclusionText.Share(with.ZeroFraction)}, {ConclusionText.Share(with.DeadUnitFraction)} and {ConclusionText.Number(with.MeanActivation.Mean)}";
        return $"Its last hidden layer has {ConclusionText.Share(layer.ZeroFraction)} zeros, {ConclusionText.Share(layer.DeadUnitFraction)} dead units and a mean activation of {ConclusionText.Number(layer.MeanActivation.Mean)}{than}.";
    }

    private string Splits => ConclusionText.Times(_result.SplitCount, _result.Overlap == 0 ? "draw" : "split");

    private string Where(bool isStart = true) => (isStart, _result.Overlap == 0) switch
    {
        (true, true) => "On the draws",
        (true, false) => "In cross-validation",
        (false, true) => "on the draws",
        _ => "in cross-validation",
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
