namespace ActReg.MLNet;

/// <summary>The log-loss at the temperature that is best for it.</summary>
internal sealed record CalibratedLossMetric : TrainingMetric
{
    /// <summary>Below the smallest probability that a single-precision softmax has.</summary>
    private const double Least = 1e-45;

    public CalibratedLossMetric(string name)
        : base(name, higherIsBetter: false)
    {
    }

    internal override bool IsOfClasses => true;

    internal override double Compute(ReadOnlySpan<float> scores, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights)
    {
        var losses = new Losses(Logits(scores, labels.Length), labels.ToArray(), weights.ToArray());
        return losses.At(1 / TemperatureSearch.Best(losses.At));
    }

    /// <summary>Of several classes scores are probabilities, whose logarithms are logits but for what softmax takes no notice of.</summary>
    private static double[] Logits(ReadOnlySpan<float> scores, int rows)
    {
        var logits = new double[scores.Length];
        for (var i = 0; i < logits.Length; i++)
            logits[i] = scores.Length == rows ? scores[i] : Math.Log(Math.Max(Least, scores[i]));
        return logits;
    }

    private sealed class Losses(double[] logits, float[] labels, float[] weights)
    {
        private readonly int _classes = logits.Length / labels.Length;

        /// <summary>The mean over rows, by their weights.</summary>
        public double At(double factor)
        {
            double sum = 0, total = 0;
            for (var row = 0; row < labels.Length; row++)
            {
                sum += weights[row] * (_classes == 1 ? OfTwo(factor, row) : OfMany(factor, row));
                total += weights[row];
            }

            return sum / total;
        }

        private double OfTwo(double factor, int row)
        {
            var margin = factor * (labels[row] > 0.5f ? logits[row] : -logits[row]);
            return Math.Max(-margin, 0) + Math.Log(1 + Math.Exp(-Math.Abs(margin)));
        }

        private double OfMany(double factor, int row)
        {
            var own = logits.AsSpan(row * _classes, _classes);
            var largest = double.NegativeInfinity;
            foreach (var logit in own)
                largest = Math.Max(largest, logit);
            double sum = 0;
            foreach (var logit in own)
                sum += Math.Exp(factor * (logit - largest));
            return Math.Log(sum) - factor * (own[(int)labels[row]] - largest);
        }
    }
}
