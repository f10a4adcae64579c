namespace ActReg.MLNet;

/// <summary>What an <see cref="ActivityReduction"/> does.</summary>
internal static class ActivityReductions
{
    /// <summary>What a penalty summed over the batch is multiplied by.</summary>
    /// <param name="reduction">The choice.</param>
    /// <param name="rows">The batch's rows, or their sum of weights.</param>
    /// <param name="units">The layer's outputs per row.</param>
    public static double Scale(this ActivityReduction reduction, double rows, int units) => reduction switch
    {
        // A batch of no rows has no penalty.
        _ when rows == 0 => 0,
        ActivityReduction.BatchSum => 1,
        ActivityReduction.BatchMean => 1 / rows,
        _ => 1 / (rows * units),
    };
}
