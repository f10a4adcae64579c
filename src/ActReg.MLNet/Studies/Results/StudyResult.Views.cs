using Microsoft.ML;

namespace ActReg.MLNet;

public sealed partial record StudyResult
{
    /// <summary>
    /// The result as rows of an ML.NET data set, one for each metric of each candidate. Columns: Candidate, Role, Rows ("validation" or "test") and Metric, texts; Count, Int32;
    /// Mean, StandardDeviation, Low, High, Difference, DifferenceLow and DifferenceHigh, the last three against the baseline, Double; IsChosen and IsBest, Boolean.
    /// </summary>
    /// <param name="mlContext">Makes the data set.</param>
    public IDataView ToDataView(MLContext mlContext)
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        return mlContext.Data.LoadFromEnumerable(Candidates.SelectMany((candidate, i) =>
            Rows(candidate, i, "validation", candidate.Validation, candidate.ValidationAgainstBaseline)
                .Concat(Rows(candidate, i, "test", candidate.Test, candidate.TestAgainstBaseline))).ToArray());
    }

    private IEnumerable<Row> Rows(
        CandidateResult candidate, int index, string rows, IReadOnlyList<MetricSummary> metrics, IReadOnlyList<PairedDifference> differences) =>
        metrics.Select((metric, i) => new Row(candidate.Candidate, rows, metric, i < differences.Count ? differences[i] : null, index == ChosenIndex, index == BestIndex));

    private sealed class Row(StudyCandidate candidate, string rows, MetricSummary metric, PairedDifference? difference, bool isChosen, bool isBest)
    {
        public string Candidate => candidate.Name;

        public string Role => candidate.Role.ToString();

        public string Rows => rows;

        public string Metric => metric.Metric;

        public int Count => metric.Interval.Count;

        public double Mean => metric.Interval.Mean;

        public double StandardDeviation => metric.Interval.StandardDeviation;

        public double Low => metric.Interval.Low;

        public double High => metric.Interval.High;

        public double Difference => difference?.Difference.Mean ?? double.NaN;

        public double DifferenceLow => difference?.Difference.Low ?? double.NaN;

        public double DifferenceHigh => difference?.Difference.High ?? double.NaN;

        public bool IsChosen => isChosen;

        public bool IsBest => isBest;
    }
}
