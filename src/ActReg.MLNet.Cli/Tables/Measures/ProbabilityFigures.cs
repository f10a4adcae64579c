using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>What probabilities of classes are worth, as a study tells it: <c>evaluate</c> says of rows what the validation of <c>train</c> would. ML.NET's own log-loss saturates, and of two classes is in bits.</summary>
/// <param name="LogLoss">See <see cref="StudyMetric.LogLoss"/>.</param>
/// <param name="BrierScore">See <see cref="StudyMetric.BrierScore"/>.</param>
/// <param name="IsOfOneClass">Whether all rows are of one class, of two.</param>
internal sealed record ProbabilityFigures(double LogLoss, double BrierScore, bool IsOfOneClass)
{
    /// <param name="mlContext">Makes what reads logits.</param>
    /// <param name="network">The network.</param>
    /// <param name="rows">With features and labels, all of which the model knows.</param>
    /// <param name="label">The label: of classes.</param>
    public static ProbabilityFigures Of(MLContext mlContext, FittedNetwork network, IDataView rows, TableLabel label)
    {
        var logits = network.Logits(mlContext, rows, label.Roles);
        var positives = 0L;
        var figures = label.Task == TableTask.Binary
            ? rows.GetColumn<bool>(label.Roles.Label).Zip(logits, (isPositive, logit) =>
            {
                positives += isPositive ? 1 : 0;
                return ClassFigures.OfTwo(network.LogOdds(logit[0]), isPositive);
            })
            // Keys begin at 1.
            : rows.GetColumn<uint>(label.Roles.Label).Zip(logits, (key, row) => ClassFigures.OfMany(row, (int)key - 1));
        var (count, logLoss, brierScore) = (0L, 0.0, 0.0);
        foreach (var row in figures)
        {
            count++;
            logLoss += row.LogLoss;
            brierScore += row.BrierScore;
        }

        return new(logLoss / count, brierScore / count, label.Task == TableTask.Binary && (positives == 0 || positives == count));
    }
}
