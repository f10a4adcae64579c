using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>Finds the <see cref="Temperature"/> at which networks lose least on rows that they have not seen.</summary>
internal static class TemperatureFit
{
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
                outputs.AddRange(pass.Run(Features(rows.Set.Features, row)));
                targets.Add(rows.Set.Target(row)[0]);
                weights.Add(rows.Set.Weight(row));
            }
        }

        var scaled = new LogitLosses(loss, [.. outputs], [.. targets], [.. weights]);
        return TemperatureSearch.Best(scaled.Sum);
    }

    private static VBuffer<float> Features(FeatureValues rows, int row)
    {
        if (!rows.LeaveZerosOut)
            return new VBuffer<float>(rows.Width, rows.Row(row).ToArray());
        var nonzeros = rows.Nonzeros(row);
        return new VBuffer<float>(rows.Width, nonzeros.Count, nonzeros.Values.ToArray(), nonzeros.Places.ToArray());
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
