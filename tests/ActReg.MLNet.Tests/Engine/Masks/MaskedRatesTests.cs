namespace ActReg.MLNet.Tests;

/// <summary>A Kullback-Leibler penalty on a masked sequence: a timestep's rates are over the rows that have it.</summary>
[TestClass]
public sealed class MaskedRatesTests
{
    private const float Target = 0.3f;
    private const float Strength = 2;

    private static readonly Layer[] Layers =
    [
        Layer.Masking(), Layer.Dense(2, Activation.Sigmoid, ActivityRegularizer.KullbackLeibler(Target, Strength)), Layer.SimpleRnn(1), Layer.Dense(1),
    ];

    // Three, two and one of four timesteps: the last one is nobody's.
    private static readonly TrainingSet Set = new(4, [1, -1, 0.5f, 0, 2, 1, 0, 0, -0.5f, 0, 0, 0], [1, 0, 1], [1, 2, 0.5f]);

    private static readonly NetworkPlan Plan = NetworkPlanner.Plan(LayerShape.Sequence(4, 1), Layers);

    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void Its_value_is_the_formulas(TrainingEngine kind)
    {
        var weights = RandomWeights.Create(Plan.Input, Layers, new Random(1));
        Assert.AreEqual(Expected(weights), Penalty(kind, weights, out _), 1e-5);
    }

    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void Its_gradient_is_that_of_the_formula(TrainingEngine kind)
    {
        const float Delta = 1e-2f;
        var weights = RandomWeights.Create(Plan.Input, Layers, new Random(1));
        Penalty(kind, weights, out var gradient);
        for (var array = 0; array < 2; array++)
        {
            for (var i = 0; i < weights[array].Values.Length; i++)
            {
                var expected = (Expected(Moved(weights, array, i, Delta)) - Expected(Moved(weights, array, i, -Delta))) / (2 * Delta);
                Assert.AreEqual(expected, gradient[array][i], 1e-3, $"{weights[array].Name}, value {i}");
            }
        }
    }

    private static IReadOnlyList<WeightTensor> Moved(IReadOnlyList<WeightTensor> weights, int array, int index, float delta)
    {
        var values = weights[array].Values.ToArray();
        values[index] += delta;
        return [.. weights.Select((weight, i) => i == array ? weight with { Values = values } : weight)];
    }

    /// <summary>The penalty, and its gradient alone: a head of zeros lets none of the loss's through.</summary>
    private static double Penalty(TrainingEngine kind, IReadOnlyList<WeightTensor> weights, out float[][] gradient)
    {
        IReadOnlyList<WeightTensor> withoutHead = [.. weights.Take(2), .. weights.Skip(2).Select(weight => weight with { Values = new float[weight.Values.Length] })];
        using var engine = Engines.Create(kind, Plan, withoutHead, new BinaryCrossEntropy(), rows: 3);
        var sums = engine.AddGradient(new(Set, Set.AllRows()), Plan.Strengths());
        gradient = engine.GradientByWeights(Plan);
        return sums.ActivityPenalty / sums.Weight;
    }

    private static double Expected(IReadOnlyList<WeightTensor> weights)
    {
        double total = 0;
        for (var timestep = 0; timestep < 4; timestep++)
        {
            int[] rows = [.. Set.AllRows().Where(row => Set.Row(row)[timestep] != 0)];
            for (var unit = 0; unit < 2 && rows.Length > 0; unit++)
            {
                var rate = rows.Sum(row => Set.Weight(row) * Output(row)) / rows.Sum(row => (double)Set.Weight(row));
                total += Target * Math.Log(Target / rate) + (1 - Target) * Math.Log((1 - Target) / (1 - rate));

                double Output(int row) =>
                    1 / (1 + Math.Exp(-(Set.Row(row)[timestep] * (double)weights[0].Values[unit] + weights[1].Values[unit])));
            }
        }

        return Strength * total;
    }
}
