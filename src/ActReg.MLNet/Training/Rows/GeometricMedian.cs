namespace ActReg.MLNet;

/// <summary>
/// The point whose weighted distances from some rows have the smallest sum, by Weiszfeld's algorithm as Y. Vardi and C.-H. Zhang mend it ("The
/// multivariate L1-median and associated data depth", 2000), so that it does not get stuck at a row.
/// </summary>
internal static class GeometricMedian
{
    private const int MostRows = 10_000;
    private const int MostSteps = 1000;

    /// <summary>In terms of the rows' harmonic mean distance, which rows far off do not change.</summary>
    private const double ShortestStep = 1e-8;

    /// <summary>Of a set's rows as they are adjusted: all, or of more than 10,000 as many that are evenly spaced.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="checkAlive">Called for each row and each step; throws to cancel.</param>
    public static float[] Of(ITrainingRows rows, Action checkAlive) => Of(RowSample.Of(rows, MostRows, checkAlive), checkAlive);

    /// <summary>
    /// Of some rows' features, from their mean on. It ends when a step is shorter than 1e-8 of the harmonic mean of the rows' distances, or after
    /// 1,000 steps; and where it comes near a row that is the median itself, exactly with that.
    /// </summary>
    /// <inheritdoc cref="Of(ITrainingRows, Action)"/>
    public static float[] Of(TrainingSet rows, Action checkAlive)
    {
        var moments = new FeatureMoments(rows.FeatureCount);
        for (var row = 0; row < rows.RowCount; row++)
            moments.Add(rows.Row(row), rows.Weight(row));
        var (point, pull) = (moments.Means.ToArray(), new double[rows.FeatureCount]);
        var judged = -1;
        for (var step = 0; step < MostSteps; step++)
        {
            checkAlive();
            var (inverse, weightAt, nearest) = Look(rows, point, pull);
            var force = Norm(pull);
            if (force <= weightAt)
                break;
            if (nearest != judged && IsMedian(rows, nearest))
                return rows.Row(nearest).ToArray();
            judged = nearest;
            // The rows at the point hold against the pull as much as they weigh.
            var factor = (1 - weightAt / force) / inverse;
            for (var i = 0; i < point.Length; i++)
                point[i] += factor * pull[i];
            if (factor * force < ShortestStep * moments.Weight / inverse)
                break;
        }

        return [.. point.Select(value => (float)value)];
    }

    private static bool IsMedian(TrainingSet rows, int row)
    {
        var pull = new double[rows.FeatureCount];
        var (_, weightAt, _) = Look(rows, [.. rows.Row(row).ToArray().Select(value => (double)value)], pull);
        return Norm(pull) <= weightAt;
    }

    /// <summary>From a point, at the rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="point">The point.</param>
    /// <param name="pull">Becomes what pulls at the point: each row that is elsewhere, by a force of its weight.</param>
    /// <returns>The sum of those rows' weights over their distances, what the rows at the point weigh, and which row is nearest.</returns>
    private static (double Inverse, double WeightAt, int Nearest) Look(TrainingSet rows, double[] point, double[] pull)
    {
        Array.Clear(pull);
        double inverse = 0, weightAt = 0, smallest = double.PositiveInfinity;
        var nearest = 0;
        for (var row = 0; row < rows.RowCount; row++)
        {
            var features = rows.Row(row);
            double weight = rows.Weight(row), distance = Distance(features, point);
            if (distance < smallest)
                (smallest, nearest) = (distance, row);
            if (distance == 0)
            {
                weightAt += weight;
                continue;
            }

            inverse += weight / distance;
            for (var i = 0; i < features.Length; i++)
                pull[i] += weight / distance * (features[i] - point[i]);
        }

        return (inverse, weightAt, nearest);
    }

    private static double Distance(ReadOnlySpan<float> features, double[] point)
    {
        double sum = 0;
        for (var i = 0; i < features.Length; i++)
            sum += (features[i] - point[i]) * (features[i] - point[i]);
        return Math.Sqrt(sum);
    }

    private static double Norm(double[] values) => Math.Sqrt(values.Sum(value => value * value));
}
