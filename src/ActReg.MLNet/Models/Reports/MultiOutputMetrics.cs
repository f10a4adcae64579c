using System.Globalization;

namespace ActReg.MLNet;

/// <summary>How good predictions of several numbers per row are; made by <c>mlContext.Regression.EvaluateMultiOutput</c>. Rows count by their weights.</summary>
/// <param name="Outputs">Of each number by itself.</param>
public sealed record MultiOutputMetrics(IReadOnlyList<OutputMetrics> Outputs)
{
    /// <summary>The mean of the outputs' mean absolute errors, whatever their units.</summary>
    public double MeanAbsoluteError => Outputs.Average(output => output.MeanAbsoluteError);

    /// <summary>The mean of the outputs' root mean squared errors, whatever their units.</summary>
    public double RootMeanSquaredError => Outputs.Average(output => output.RootMeanSquaredError);

    /// <summary>The mean of the outputs' R², each of which is without units.</summary>
    public double RSquared => Outputs.Average(output => output.RSquared);

    /// <summary>A line for all, and one for each output.</summary>
    public override string ToString() => string.Join(Environment.NewLine,
    [
        string.Create(CultureInfo.InvariantCulture, $"Mean absolute error {MeanAbsoluteError:g4}, root mean squared error {RootMeanSquaredError:g4}, R squared {RSquared:g4}"),
        .. Outputs.Select((of, i) => string.Create(
            CultureInfo.InvariantCulture, $"  {of.Name ?? $"output {i}"}: {of.MeanAbsoluteError:g4}, {of.RootMeanSquaredError:g4}, {of.RSquared:g4}")),
    ]);

    /// <param name="rows">The rows; each is used before the next is asked for.</param>
    /// <param name="names">What outputs are called; null where they have no names.</param>
    internal static MultiOutputMetrics Of(IEnumerable<ScoredRow> rows, IReadOnlyList<string>? names)
    {
        ErrorSums[] sums = [];
        foreach (var row in rows)
        {
            if (sums.Length == 0)
                sums = [.. row.Labels.Select(_ => new ErrorSums())];
            for (var i = 0; i < sums.Length; i++)
                sums[i].Add(row.Labels[i], row.Scores[i], row.Weight);
        }

        return new MultiOutputMetrics([.. sums.Select((sum, i) => sum.ToMetrics(names?[i]))]);
    }

    private sealed class ErrorSums
    {
        private double _weight;
        private double _absolute;
        private double _squared;
        private double _mean;
        private double _scatter;

        public void Add(double label, double score, double weight)
        {
            _weight += weight;
            _absolute += weight * Math.Abs(score - label);
            _squared += weight * (score - label) * (score - label);
            // Welford's update, weighted.
            var difference = label - _mean;
            _mean += difference * weight / _weight;
            _scatter += weight * difference * (label - _mean);
        }

        public OutputMetrics ToMetrics(string? name) => new(name, _absolute / _weight, Math.Sqrt(_squared / _weight), 1 - _squared / _scatter);
    }
}

/// <summary>How good predictions of one number are; rows count by their weights.</summary>
/// <param name="Name">What it is called; <see langword="null"/> where the label's slots have no names.</param>
/// <param name="MeanAbsoluteError">In its own units.</param>
/// <param name="RootMeanSquaredError">In its own units.</param>
/// <param name="RSquared">One less the squared error over that of the labels' mean; not a number, or -∞, where all labels are the same.</param>
public sealed record OutputMetrics(string? Name, double MeanAbsoluteError, double RootMeanSquaredError, double RSquared);
