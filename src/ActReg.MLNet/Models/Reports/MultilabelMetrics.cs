using System.Globalization;

namespace ActReg.MLNet;

/// <summary>How well the labels of rows are told; made by <c>mlContext.MulticlassClassification.EvaluateMultilabel</c>. Rows count by their weights.</summary>
/// <param name="Labels">Of each label by itself.</param>
/// <param name="MicroF1">F1 of all labels of all rows together: <c>2 TP / (2 TP + FP + FN)</c>; 0 where nothing is there or predicted.</param>
/// <param name="HammingLoss">The share of labels that are told wrongly.</param>
/// <param name="SubsetAccuracy">The share of rows all of whose labels are told correctly.</param>
public sealed record MultilabelMetrics(IReadOnlyList<LabelMetrics> Labels, double MicroF1, double HammingLoss, double SubsetAccuracy)
{
    /// <summary>The mean of the labels' F1.</summary>
    public double MacroF1 => Labels.Average(label => label.F1);

    /// <summary>The mean of the labels' cross-entropies, in natural units: what training minimizes.</summary>
    public double LogLoss => Labels.Average(label => label.LogLoss);

    /// <summary>The mean of the labels' areas under the ROC curve, of those that have one; not a number where none has.</summary>
    public double AreaUnderRocCurve => Labels.Select(label => label.AreaUnderRocCurve).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();

    /// <summary>Two lines for all, and one for each label.</summary>
    public override string ToString() => string.Join(Environment.NewLine,
    [
        string.Create(CultureInfo.InvariantCulture, $"F1 {MicroF1:g4} (micro), {MacroF1:g4} (macro), Hamming loss {HammingLoss:g4}, subset accuracy {SubsetAccuracy:g4}"),
        string.Create(CultureInfo.InvariantCulture, $"Log-loss {LogLoss:g4}, area under the ROC curve {AreaUnderRocCurve:g4}"),
        .. Labels.Select((of, i) => string.Create(
            CultureInfo.InvariantCulture,
            $"  {of.Name ?? $"label {i}"}: share {of.Share:g4}, precision {of.Precision:g4}, recall {of.Recall:g4}, F1 {of.F1:g4}, log-loss {of.LogLoss:g4}, area {of.AreaUnderRocCurve:g4}")),
    ]);

    /// <param name="rows">The rows, whose scores are logits; each is used before the next is asked for.</param>
    /// <param name="names">What labels are called; null where they have no names.</param>
    internal static MultilabelMetrics Of(IEnumerable<ScoredRow> rows, IReadOnlyList<string>? names)
    {
        LabelCounts[] counts = [];
        double weight = 0, allRight = 0;
        foreach (var row in rows)
        {
            if (counts.Length == 0)
                counts = [.. row.Labels.Select(_ => new LabelCounts())];
            weight += row.Weight;
            var right = true;
            for (var i = 0; i < counts.Length; i++)
                right &= counts[i].Add(row.Labels[i], row.Scores[i], row.Weight);
            allRight += right ? row.Weight : 0;
        }

        double found = counts.Sum(count => count.Found), wrong = counts.Sum(count => count.Wrong);
        return new MultilabelMetrics(
            [.. counts.Select((count, i) => count.ToMetrics(names?[i]))], LabelCounts.F1(found, wrong), wrong / (weight * counts.Length), allRight / weight);
    }

    private sealed class LabelCounts
    {
        private readonly List<float> _scores = [];
        private readonly List<float> _labels = [];
        private readonly List<float> _weights = [];
        private double _missed;
        private double _invented;
        private double _weight;
        private double _loss;

        /// <summary>What is there and predicted.</summary>
        public double Found { get; private set; }

        /// <summary>What is there or predicted, but not both.</summary>
        public double Wrong => _missed + _invented;

        public static double F1(double found, double wrong) => found > 0 ? 2 * found / (2 * found + wrong) : 0;

        /// <returns>Whether it is told correctly.</returns>
        public bool Add(float label, float score, float weight)
        {
            _scores.Add(score);
            _labels.Add(label);
            _weights.Add(weight);
            _weight += weight;
            _loss += weight * ScoreLosses.OfLogit((double)score, label);
            var (isThere, isPredicted) = (label > 0.5f, score > 0);
            Found += isThere && isPredicted ? weight : 0;
            _missed += isThere && !isPredicted ? weight : 0;
            _invented += !isThere && isPredicted ? weight : 0;
            return isThere == isPredicted;
        }

        public LabelMetrics ToMetrics(string? name) => new(
            name, (Found + _missed) / _weight, Ratio(Found, _invented), Ratio(Found, _missed), F1(Found, Wrong), _loss / _weight,
            Found + _missed > 0 && Found + _missed < _weight ? RankingCurves.AreaUnderRoc(_scores.ToArray(), _labels.ToArray(), _weights.ToArray()) : double.NaN);

        private static double Ratio(double found, double other) => found > 0 ? found / (found + other) : 0;
    }
}

/// <summary>How well one label is told; rows count by their weights.</summary>
/// <param name="Name">What it is called; <see langword="null"/> where the label's slots have no names.</param>
/// <param name="Share">The share of rows that have it.</param>
/// <param name="Precision">Of the rows that it is predicted for, the share that have it; 0 where none does.</param>
/// <param name="Recall">Of the rows that have it, the share that it is predicted for; 0 where that is none.</param>
/// <param name="F1"><c>2 TP / (2 TP + FP + FN)</c>; 0 where it is never told correctly.</param>
/// <param name="LogLoss">The mean cross-entropy, in natural units.</param>
/// <param name="AreaUnderRocCurve">The chance that a row that has it scores above one that has not; not a number where all rows are the same.</param>
public sealed record LabelMetrics(string? Name, double Share, double Precision, double Recall, double F1, double LogLoss, double AreaUnderRocCurve);
