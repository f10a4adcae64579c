namespace ActReg.MLNet;

/// <summary>A point on the way of a row's features from a baseline.</summary>
/// <param name="place">Where it is: from 0 for the baseline to 1 for the row.</param>
/// <param name="featureCount">The features.</param>
internal sealed class PathPoint(double place, int featureCount)
{
    public double Place { get; } = place;

    /// <summary>What is scored there.</summary>
    public double Score { get; set; }

    /// <summary>Each feature's share of the score's derivative by the place.</summary>
    public float[] Shares { get; } = new float[featureCount];

    /// <summary>The score's derivative by the place, after <see cref="Sum"/>.</summary>
    public double Slope { get; private set; }

    /// <summary>What it is the sum of, without signs.</summary>
    public double Size { get; private set; }

    /// <summary>Sums the shares up.</summary>
    public void Sum()
    {
        (Slope, Size) = (0, 0);
        foreach (var share in Shares)
        {
            Slope += share;
            Size += Math.Abs(share);
        }
    }
}
