using CsCheck;

namespace ActReg.MLNet.Tests;

[TestClass]
public unsafe class ActivationTests
{
    /// <summary>Of a value, relative to its magnitude where that is above 1.</summary>
    private const double ValueTolerance = 4e-7;

    private const double SlopeTolerance = 2e-6;

    private static readonly float[] Grid = [.. Enumerable.Range(-30_000, 60_001).Select(i => i * 1e-3f)];

    private static readonly float[] Extremes =
    [
        0, -0f,
        .. new[] { 1e-30f, 1e-6f, 20, 88, 90, 100, 104, 1e4f, 1e18f, 1e20f, 1e30f, 3e38f }.SelectMany(z => new[] { z, -z }),
    ];

    public static IEnumerable<object[]> Activations => ReferenceActivation.All.Select(activation => new object[] { activation });

    [TestMethod]
    [DynamicData(nameof(Activations))]
    public void Values_equal_the_closed_form(Activation activation)
    {
        float[] inputs = [.. Grid, .. Extremes];
        var values = Forward(activation, inputs);
        for (var i = 0; i < inputs.Length; i++)
        {
            var expected = ReferenceActivation.Value(activation, inputs[i]);
            Assert.AreEqual(expected, values[i], ValueTolerance * Math.Max(1, Math.Abs(expected)), $"at {inputs[i]}");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Activations))]
    public void What_is_said_of_values_is_so(Activation activation)
    {
        var values = Forward(activation, Grid);
        Assert.AreEqual(values.All(value => value is >= 0 and <= 1), activation.IsRate);
        var around = Array.IndexOf(Grid, -2f);
        Assert.AreEqual(!values.AsSpan(around, 500).ContainsAnyExcept(0), activation.HasOffUnits);
    }

    [TestMethod]
    [DynamicData(nameof(Activations))]
    public void Slopes_equal_the_closed_form(Activation activation)
    {
        float[] inputs = [.. Grid, .. Extremes];
        var slopes = Slopes(activation, inputs);
        for (var i = 0; i < inputs.Length; i++)
            Assert.AreEqual(ReferenceActivation.Slope(activation, inputs[i]), slopes[i], SlopeTolerance, $"at {inputs[i]}");
    }

    [TestMethod]
    [DynamicData(nameof(Activations))]
    public void Slopes_equal_central_differences(Activation activation)
    {
        const double Step = 1e-5;
        var slopes = Slopes(activation, Grid);
        for (var i = 0; i < Grid.Length; i++)
        {
            double z = Grid[i];
            if (ReferenceActivation.IsPiecewise(activation) && Math.Abs(z) <= Step)
                continue;
            var difference = ReferenceActivation.Value(activation, z + Step) - ReferenceActivation.Value(activation, z - Step);
            Assert.AreEqual(difference / (2 * Step), slopes[i], SlopeTolerance, $"at {z}");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Activations))]
    public void Small_inputs_keep_their_digits(Activation activation)
    {
        if (!activation.KeepsZero)
            return;
        float[] inputs = [.. Enumerable.Range(1, 120).Select(i => MathF.Pow(10, -i / 4f)).SelectMany(z => new[] { z, -z })];
        var values = Forward(activation, inputs);
        for (var i = 0; i < inputs.Length; i++)
        {
            var expected = ReferenceActivation.Value(activation, inputs[i]);
            Assert.AreEqual(expected, values[i], 1e-6 * Math.Abs(expected), $"at {inputs[i]}");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Activations))]
    public void Infinities_have_the_limit_or_NaN(Activation activation)
    {
        foreach (var z in new[] { float.PositiveInfinity, float.NegativeInfinity })
            Assert.AreEqual((float)ReferenceActivation.Value(activation, z), Forward(activation, [z])[0]);
    }

    [TestMethod]
    [DynamicData(nameof(Activations))]
    public void NaN_goes_through(Activation activation) => Assert.IsTrue(float.IsNaN(Forward(activation, [float.NaN])[0]));

    [TestMethod]
    [DynamicData(nameof(Activations))]
    public void KeepsZero_says_whether_zero_stays_zero(Activation activation) =>
        Assert.AreEqual(activation.KeepsZero, Forward(activation, [0])[0] == 0);

    [TestMethod]
    [DynamicData(nameof(Activations))]
    public void A_buffer_may_be_computed_in_place(Activation activation)
    {
        var inputs = Grid[..800];
        var values = Padded(inputs);
        fixed (float* start = values)
        {
            var matrix = new Matrix(start, values.Length);
            activation.Forward(Tile.All(1, values.Length), matrix, matrix, default);
        }

        CollectionAssert.AreEqual(Forward(activation, inputs), values);
    }

    /// <summary>With a penalty on either side, and with none: values, sums, gradient and what is summed up of it, whatever the tile.</summary>
    [TestMethod]
    [DynamicData(nameof(Activations))]
    public void A_penalty_is_measured_and_added_on_the_way(Activation activation) =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 7], Gen.Int[0, 9], Gen.Bool, Gen.Enum<PenalizedPlace>(), Gen.Int).Sample(
            (rows, vectors, gap, isWeighted, place, seed) =>
            {
                var random = new Random(seed);
                var columns = 8 * vectors;
                var z = new GuardedMatrix(rows, columns, gap).Fill((_, _) => random.Next(4) == 0 ? 0 : Numbers.Next(random));
                var a = new GuardedMatrix(rows, columns, gap);
                var g = new GuardedMatrix(rows, columns, gap).Fill(random);
                var before = g.ToArray();
                var columnSums = new GuardedMatrix(1, columns).Fill((_, _) => 1);
                float[] weights = [.. Enumerable.Range(0, rows).Select(_ => isWeighted ? (float)random.NextDouble() : 1)];
                const float L1 = 0.3f, L2 = 0.7f;
                var tile = Tile.All(rows, columns);
                PenaltySums sums;
                fixed (float* pinned = weights)
                {
                    var penalty = new ElementwisePenalty(place, L1, L2, isWeighted ? pinned : null);
                    sums = activation.Forward(tile, z.View, a.View, penalty);
                    activation.Backward(tile, z.View, a.View, g.View, penalty, columnSums.View.Start);
                }

                double expectedPenalty = 0, expectedZeros = 0;
                for (var j = 0; j < columns; j++)
                {
                    double total = 1, magnitude = 1;
                    for (var i = 0; i < rows; i++)
                    {
                        Assert.AreEqual(Forward(activation, [z[i, j]])[0], a[i, j]);
                        var penalized = place == PenalizedPlace.Input ? z[i, j] : a[i, j];
                        var own = weights[i] * (L1 * Math.Sign(penalized) + 2 * L2 * penalized);
                        var slope = Slopes(activation, [z[i, j]])[0];
                        var expected = place switch
                        {
                            PenalizedPlace.Input => before[i][j] * slope + own,
                            PenalizedPlace.Output => (before[i][j] + own) * slope,
                            _ => before[i][j] * slope,
                        };
                        Assert.AreEqual(expected, g[i, j], 1e-6 * (1 + Math.Abs(before[i][j]) + Math.Abs(own)), $"({i}, {j})");
                        total += g[i, j];
                        magnitude += Math.Abs(g[i, j]);
                        if (place == PenalizedPlace.Nowhere)
                            continue;
                        expectedPenalty += weights[i] * (L1 * Math.Abs(penalized) + L2 * (double)penalized * penalized);
                        expectedZeros += penalized == 0 ? weights[i] : 0;
                    }

                    Assert.AreEqual(total, columnSums[0, j], 3e-6 * magnitude);
                }

                Assert.AreEqual(expectedPenalty, sums.Penalty, 3e-6 * (1 + expectedPenalty));
                Assert.AreEqual(expectedZeros, sums.Zeros, 3e-6 * (1 + expectedZeros));
                z.AssertGuardsAreIntact();
                a.AssertGuardsAreIntact();
                g.AssertGuardsAreIntact();
                columnSums.AssertGuardsAreIntact();
            },
            iter: 30, threads: 1);

    internal static float[] Forward(Activation activation, float[] inputs)
    {
        var (values, _) = ForwardAndBackward(activation, inputs, factor: 1);
        return values;
    }

    /// <summary>Each slope times <paramref name="factor"/>.</summary>
    internal static float[] Slopes(Activation activation, float[] inputs, float factor = 1)
    {
        var (_, slopes) = ForwardAndBackward(activation, inputs, factor);
        return slopes;
    }

    private static (float[] Values, float[] Slopes) ForwardAndBackward(Activation activation, float[] inputs, float factor)
    {
        var padded = Padded(inputs);
        var values = new float[padded.Length];
        var gradient = new float[padded.Length];
        Array.Fill(gradient, factor);
        fixed (float* z = padded, a = values, g = gradient)
        {
            var tile = Tile.All(1, padded.Length);
            Matrix from = new(z, padded.Length), to = new(a, padded.Length), slopes = new(g, padded.Length);
            activation.Forward(tile, from, to, default);
            activation.Backward(tile, from, to, slopes, default, columnSums: null);
        }

        return (values[..inputs.Length], gradient[..inputs.Length]);
    }

    private static float[] Padded(float[] values)
    {
        var padded = new float[AlignedBuffer.Pad(values.Length)];
        values.CopyTo(padded, 0);
        return padded;
    }
}
