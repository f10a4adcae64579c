namespace ActReg.MLNet.Tests;

[TestClass]
public class ActivationTests
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
            Assert.AreEqual(ReferenceActivation.Value(activation, z), Forward(activation, [z])[0]);
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
        var expected = Forward(activation, inputs);
        activation.Forward(inputs, inputs);
        CollectionAssert.AreEqual(expected, inputs);
    }

    internal static float[] Forward(Activation activation, float[] inputs)
    {
        var values = new float[AlignedBuffer.Pad(inputs.Length)];
        activation.Forward(Padded(inputs), values);
        return values[..inputs.Length];
    }

    /// <summary>Each slope times <paramref name="factor"/>.</summary>
    internal static float[] Slopes(Activation activation, float[] inputs, float factor = 1)
    {
        var padded = Padded(inputs);
        var values = new float[padded.Length];
        activation.Forward(padded, values);
        var gradient = new float[padded.Length];
        Array.Fill(gradient, factor);
        activation.Backward(padded, values, gradient);
        return gradient[..inputs.Length];
    }

    private static float[] Padded(float[] values)
    {
        var padded = new float[AlignedBuffer.Pad(values.Length)];
        values.CopyTo(padded, 0);
        return padded;
    }
}
