namespace ActReg.MLNet;

/// <summary>How unequally a row's activity is spread over units; <see cref="LayerSparsity"/> has formulas and sources.</summary>
internal static class SparsityMeasures
{
    private const double RowOfZeros = 1;

    /// <summary>The row's Hoyer sparsity, 0 to 1.</summary>
    /// <param name="magnitudes">The absolute values of the units that are not zero.</param>
    /// <param name="units">The number of all units.</param>
    public static double Hoyer(ReadOnlySpan<float> magnitudes, int units)
    {
        if (magnitudes.IsEmpty)
            return RowOfZeros;
        if (units == 1)
            return 0;
        double sum = 0, squares = 0;
        foreach (var magnitude in magnitudes)
        {
            sum += magnitude;
            squares += (double)magnitude * magnitude;
        }

        var root = Math.Sqrt(units);
        return WithoutRounding((root - sum / Math.Sqrt(squares)) / (root - 1));
    }

    /// <summary>The row's Gini index, 0 to 1.</summary>
    /// <param name="magnitudes">The absolute values of the units that are not zero, ascending; zeros would add nothing.</param>
    /// <param name="units">The number of all units.</param>
    public static double Gini(ReadOnlySpan<float> magnitudes, int units)
    {
        if (magnitudes.IsEmpty)
            return RowOfZeros;
        double sum = 0, weighted = 0;
        for (var i = 0; i < magnitudes.Length; i++)
        {
            sum += magnitudes[i];
            weighted += magnitudes[i] * (magnitudes.Length - i - 0.5);
        }

        return WithoutRounding(1 - 2 * weighted / sum / units);
    }

    // Equal units may come out a rounding below 0.
    private static double WithoutRounding(double measure) => Math.Clamp(measure, 0, 1);
}
