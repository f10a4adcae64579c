using MathNet.Numerics.Optimization;
using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>Finds the <see cref="Temperature"/> at which networks lose least on rows that they have not seen.</summary>
internal static class TemperatureFit
{
    /// <summary>Of rows that all are told right there is no least temperature, and the first mistake would cost what it likes.</summary>
    private const double Most = 4.5;

    private const double Precision = 1e-4;
    private const int MostIterations = 100;

    /// <summary>One temperature for all networks, whose rows count together: from 1/4.5 to 4.5.</summary>
    /// <param name="loss">What they were trained by: cross-entropy.</param>
    /// <param name="held">Each network with its rows; some row at least.</param>
    /// <param name="checkAlive">Called for each row; throws to cancel.</param>
    public static double Of(Loss loss, IEnumerable<(TrainedNetwork Network, MemoryRows Rows)> held, Action checkAlive)
    {
        var (outputs, targets, weights) = (new List<float>(), new List<float>(), new List<float>());
        foreach (var (network, rows) in held)
        {
            var pass = new NetworkScorer(network).CreateRowPass();
            foreach (var row in rows.Rows ?? [.. Enumerable.Range(0, rows.Set.RowCount)])
            {
                checkAlive();
                outputs.AddRange(pass.Run(new VBuffer<float>(rows.FeatureCount, rows.Set.Row(row).ToArray())));
                targets.Add(rows.Set.Target(row)[0]);
                weights.Add(rows.Set.Weight(row));
            }
        }

        var scaled = new LogitLosses(loss, [.. outputs], [.. targets], [.. weights]);
        var logarithm = new GoldenSectionMinimizer(Precision, MostIterations)
            .FindMinimum(ObjectiveFunction.ScalarValue(logarithm => scaled.Sum(Math.Exp(-logarithm))), -Math.Log(Most), Math.Log(Most));
        // The search widens its bounds by itself; the loss has one minimum, so that beyond a bound the bound is best.
        return Math.Exp(Math.Clamp(logarithm.MinimizingPoint, -Math.Log(Most), Math.Log(Most)));
    }

    /// <summary>The loss of logits times a factor.</summary>
    private sealed class LogitLosses(Loss loss, float[] outputs, float[] targets, float[] weights)
    {
        private readonly float[] _scaled = new float[outputs.Length];
        private readonly float[] _gradient = new float[outputs.Length];

        public unsafe double Sum(double factor)
        {
            for (var i = 0; i < outputs.Length; i++)
                _scaled[i] = (float)(outputs[i] * factor);
            fixed (float* scaled = _scaled, target = targets, gradient = _gradient)
            {
                return loss.Evaluate(
                    targets.Length, new Matrix(scaled, loss.OutputCount), new Matrix(target, 1), weights, new Matrix(gradient, loss.OutputCount), scale: 1).Loss;
            }
        }
    }
}
