namespace ActReg.MLNet.Benchmarks.Data;

/// <summary>Rows to train on and rows to score on.</summary>
internal sealed record Split(DataSet Train, DataSet Test)
{
    /// <param name="all">The rows.</param>
    /// <param name="isTest">Which of them, by index, are to score on.</param>
    public static Split Of(DataSet all, Func<int, bool> isTest)
    {
        var parts = Enumerable.Range(0, all.Count).ToLookup(isTest);
        return new(all.Rows([.. parts[false]]), all.Rows([.. parts[true]]));
    }

    /// <summary>Each feature minus its mean and divided by its standard deviation in the training rows, as scikit-learn's
    /// <c>StandardScaler</c> does it; a feature that is constant there becomes 0 there.</summary>
    public Split Standardized()
    {
        var scale = Enumerable.Range(0, Train.Features[0].Length).Select(Column).ToArray();
        return new(Scaled(Train), Scaled(Test));

        (double Mean, double Deviation) Column(int feature)
        {
            var mean = Train.Features.Average(row => row[feature]);
            var deviation = Math.Sqrt(Train.Features.Average(row => (row[feature] - mean) * (row[feature] - mean)));
            // A constant's deviation may be a rounding error instead of 0.
            return (mean, deviation > 1e-12 * Math.Abs(mean) ? deviation : 1);
        }

        DataSet Scaled(DataSet rows) => rows with { Features = [.. rows.Features.Select(ScaledRow)] };

        double[] ScaledRow(double[] row) => [.. row.Zip(scale, (x, s) => (x - s.Mean) / s.Deviation)];
    }
}
