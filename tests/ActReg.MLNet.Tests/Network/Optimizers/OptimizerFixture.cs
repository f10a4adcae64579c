using System.Text.Json;

namespace ActReg.MLNet.Tests;

/// <summary>
/// Golden/optimizers.json: thirty steps of twelve parameters under each optimizer, by an independent implementation.
/// </summary>
internal sealed record OptimizerFixture(
    JsonElement Meta, int[] ArrayLengths, float[] Initial, float[][] Gradients, double[] LearningRates, OptimizerCase[] Cases)
{
    /// <summary>What meta states for arithmetic in float, relative where a parameter is above 1.</summary>
    public const double Tolerance = 1e-5;

    public static OptimizerFixture Load() => GoldenFile.ReadObject<OptimizerFixture>("optimizers.json");
}
