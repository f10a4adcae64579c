namespace ActReg.MLNet.Tests;

/// <summary>Masks as numbers.</summary>
internal static class DropoutMasks
{
    /// <summary>What each of a row's units is multiplied by.</summary>
    public static float[] Factors(DropoutMask mask, int row, int units)
    {
        var factors = new float[AlignedBuffer.Pad(units)];
        Array.Fill(factors, 1);
        mask.Apply(row, factors, factors);
        return factors[..units];
    }
}
