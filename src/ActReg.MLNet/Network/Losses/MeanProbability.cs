namespace ActReg.MLNet;

/// <summary>What several networks say together: the mean of their probabilities.</summary>
internal static class MeanProbability
{
    /// <summary>
    /// The logit of the mean of the probabilities of logits, <c>log(Σ σ(z) / Σ σ(-z))</c>, in the largest one's units, so that neither sum comes to nothing where all are far from 0.
    /// </summary>
    /// <param name="logits">One of each network.</param>
    public static float Logit(ReadOnlySpan<float> logits)
    {
        double largest = double.NegativeInfinity, smallest = double.PositiveInfinity;
        foreach (var logit in logits)
        {
            largest = Math.Max(largest, logit);
            smallest = Math.Min(smallest, logit);
        }

        // σ(z) = e^z / (1 + e^z): with the largest logit taken out where all are below 0, and the smallest where all are above.
        double up = Math.Min(largest, 0), down = Math.Min(-smallest, 0), yes = 0, no = 0;
        foreach (double z in logits)
        {
            yes += Math.Exp(Math.Min(z, 0) - up) / (1 + Math.Exp(-Math.Abs(z)));
            no += Math.Exp(Math.Min(-z, 0) - down) / (1 + Math.Exp(-Math.Abs(z)));
        }

        return (float)(up - down + Math.Log(yes / no));
    }
}
