namespace ActReg.MLNet.Tests;

/// <summary>Weights none of which is 0, where an L1 penalty or a ReLU has its kink.</summary>
internal static class RandomWeights
{
    private const float Largest = 0.8f;

    /// <summary>Uniform in -0.8 to 0.8; moving variances, and rows since units were on, in 0.2 to 1.8.</summary>
    public static IReadOnlyList<WeightTensor> Create(LayerShape features, IReadOnlyList<Layer> layers, Random random)
    {
        var plan = NetworkPlanner.Plan(features, layers);
        return [.. Weights.Zeros(plan).Zip(plan.Weights, (array, place) =>
        {
            var values = Numbers.Array(random, array.Values.Length, Largest);
            return array with
            {
                Values = place.Role is WeightRole.MovingVariance or WeightRole.RowsSinceActive ? Array.ConvertAll(values, value => 1 + value) : values,
            };
        })];
    }
}
