namespace ActReg.MLNet;

/// <summary>A column's values in order of size, with the weight that each one's and all smaller ones have together; missing ones, and those of no weight, left out.</summary>
internal sealed class ColumnQuantiles
{
    private readonly float[] _values;
    private readonly double[] _weights;

    private ColumnQuantiles(float[] values, double[] weights) => (_values, _weights) = (values, weights);

    /// <param name="column">The values.</param>
    /// <param name="weights">One per value; <see langword="null"/> where all are the same.</param>
    public static ColumnQuantiles Of(float[] column, float[]? weights)
    {
        int[] present = [.. Enumerable.Range(0, column.Length).Where(row => !float.IsNaN(column[row]) && weights?[row] is not 0)];
        float[] values = [.. present.Select(row => column[row])];
        float[] own = [.. present.Select(row => weights?[row] ?? 1)];
        Array.Sort(values, own);
        double sum = 0;
        return new ColumnQuantiles(values, [.. own.Select(weight => sum += weight)]);
    }

    /// <summary>Whether there is a value at all.</summary>
    public bool Any => _values.Length > 0;

    public float Least => _values[0];

    public float Most => _values[^1];

    /// <summary>
    /// The value at which a share of the weight is reached, or the middle of two where it ends at the first: the second definition of Hyndman and Fan
    /// ("Sample quantiles in statistical packages", 1996), by which a row of weight 2 counts as the row twice. NumPy's <c>averaged_inverted_cdf</c>.
    /// </summary>
    /// <param name="share">From 0 to 1. There must be a value.</param>
    public double At(double share) => OfWeight(share * _weights[^1]);

    /// <summary>The same of the share <c>part / parts</c>, which is met exactly where rows weigh the same.</summary>
    public double At(int part, int parts) => OfWeight(_weights[^1] * part / parts);

    /// <summary>The values that there are, in ascending order; <see langword="null"/> where they are more than so many.</summary>
    public float[]? DifferentValues(int most)
    {
        float[] different = [.. _values.Where((value, i) => i == 0 || value != _values[i - 1]).Take(most + 1)];
        return different.Length > most ? null : different;
    }

    private double OfWeight(double wanted)
    {
        var i = Array.BinarySearch(_weights, wanted);
        if (i < 0)
            return _values[Math.Min(~i, _values.Length - 1)];
        return ((double)_values[i] + _values[Math.Min(i + 1, _values.Length - 1)]) / 2;
    }
}
