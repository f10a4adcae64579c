namespace ActReg.MLNet;

/// <summary>
/// By how much an interval's bounds have to move outwards to hold what they promise: conformalized quantile regression (Y. Romano, E. Patterson and E. Candès, 2019), which of one
/// prediction instead of two bounds is split conformal prediction (J. Lei et al., "Distribution-free predictive inference for regression", 2018).
/// </summary>
internal static class ConformalMargin
{
    /// <summary>By how much a label is outside of an interval; below 0 where it is inside.</summary>
    public static double Error(float lower, float upper, float label) => Math.Max((double)lower - label, (double)label - upper);

    /// <summary>The fewest rows that say anything of so high a coverage.</summary>
    public static long FewestRows(float coverage) => (long)Math.Ceiling((decimal)coverage / (1 - (decimal)coverage));

    /// <summary>The <c>⌈coverage (n + 1)⌉</c>th smallest of <c>n</c> errors: an error of a further row, exchangeable with them, is at most that with a probability of at least the coverage.</summary>
    /// <param name="errors">At least <see cref="FewestRows"/>.</param>
    /// <param name="coverage">Above 0 and below 1.</param>
    public static double Of(IEnumerable<double> errors, float coverage)
    {
        double[] sorted = [.. errors.Order()];
        // The share as it was written, of which no rounding makes one row more.
        return sorted[(int)Math.Ceiling((decimal)coverage * (sorted.Length + 1)) - 1];
    }

    /// <summary>The bounds moved outwards, and rounded outwards too. Where they moved inwards past each other, both are their middle.</summary>
    public static (float Lower, float Upper) Widen(float lower, float upper, double margin)
    {
        double low = lower - margin, high = upper + margin;
        if (low <= high)
            return (Round(low, down: true), Round(high, down: false));
        var middle = (float)((low + high) / 2);
        return (middle, middle);
    }

    private static float Round(double value, bool down)
    {
        var rounded = (float)value;
        return down ? rounded > value ? MathF.BitDecrement(rounded) : rounded : rounded < value ? MathF.BitIncrement(rounded) : rounded;
    }
}
