using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>What probabilities are worth, beside ML.NET's own metrics, whose log-loss of two classes is in bits.</summary>
/// <param name="LogLoss">The mean of -ln p, with p the probability of the row's own label, at least 1e-15.</param>
/// <param name="Brier">The mean squared difference from 0 and 1: of two classes of the positive one's probability, of more the sum over all classes.</param>
internal sealed record ProbabilityFigures(double LogLoss, double Brier)
{
    private const double Least = 1e-15;

    /// <param name="scored">Rows with a label and Probability, of two classes; or with a label and Score.</param>
    /// <param name="label">The label.</param>
    public static ProbabilityFigures Of(IDataView scored, TableLabel label) =>
        label.Task == TableTask.Binary ? OfTwo(scored, label.Roles.Label) : OfMany(scored, label.Roles.Label);

    private static ProbabilityFigures OfTwo(IDataView scored, string labelName)
    {
        var sums = new Sums();
        foreach (var (label, probability) in scored.GetColumn<bool>(labelName).Zip(scored.GetColumn<float>("Probability")))
        {
            var error = probability - (label ? 1.0 : 0);
            sums.Add(label ? probability : 1.0 - probability, error * error);
        }

        return sums.Means();
    }

    private static ProbabilityFigures OfMany(IDataView scored, string labelName)
    {
        var sums = new Sums();
        foreach (var (key, score) in scored.GetColumn<uint>(labelName).Zip(scored.GetColumn<float[]>("Score")))
        {
            // Keys begin at 1.
            var label = (int)key - 1;
            sums.Add(score[label], score.Select((probability, index) => Math.Pow(probability - (index == label ? 1.0 : 0), 2)).Sum());
        }

        return sums.Means();
    }

    private sealed class Sums
    {
        private long _rows;
        private double _logLoss;
        private double _brier;

        public void Add(double probability, double squares)
        {
            _rows++;
            _logLoss -= Math.Log(Math.Max(probability, Least));
            _brier += squares;
        }

        public ProbabilityFigures Means() => new(_logLoss / _rows, _brier / _rows);
    }
}
