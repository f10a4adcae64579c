using Microsoft.ML.Calibrators;

namespace ActReg.MLNet;

/// <summary>Platt's probability before it is one.</summary>
internal static class PlattOdds
{
    /// <summary>The log odds of a score, whose sigmoid is its probability, <c>1 / (1 + exp(slope score + offset))</c>.</summary>
    public static double LogOdds(this PlattCalibrator calibrator, float score) => -(calibrator.Slope * score + calibrator.Offset);
}
