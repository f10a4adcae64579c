using CsCheck;

namespace ActReg.MLNet.Tests;

/// <summary>Transposed convolutions in managed code, against the convolutions that they transpose.</summary>
[TestClass]
public sealed class TransposedConvolutionStepTests
{
    private static readonly Gen<Size2D> Places = Gen.Select(Gen.Int[1, 6], Gen.Int[1, 6]).Select((height, width) => new Size2D(height, width));

    private static readonly Gen<Size2D> Few = Gen.Select(Gen.Int[1, 3], Gen.Int[1, 3]).Select((height, width) => new Size2D(height, width));

    private static readonly Gen<Case> Any = Gen.Select(
        Places, Gen.Int[1, 9], Gen.Int[1, 9], Few, Few, Few, Gen.Enum<Padding>(), Gen.Int)
        .Select((places, channels, filters, size, strides, dilation, padding, seed) =>
            new Case(places, channels, Layer.Conv2DTranspose(filters, size, strides, padding, dilation), seed));

    [TestMethod]
    public void It_is_the_adjoint_of_a_convolution() => Any.Sample(AssertAdjoint, threads: 1, iter: 300, seed: "0000KOIPe036");

    /// <summary>More windows than are computed at a time.</summary>
    [TestMethod]
    [DataRow(Padding.Valid, 1)]
    [DataRow(Padding.Same, 2)]
    public void It_is_in_parts_too(Padding padding, int stride) =>
        AssertAdjoint(new((12, 11), 5, Layer.Conv2DTranspose(48, 3, stride, padding), 1));

    /// <summary>2 pixels, 1 and 2, each times 1, 10, 100.</summary>
    [TestMethod]
    [DataRow(Padding.Valid, new[] { 1.5f, 10.5f, 102.5f, 20.5f, 200.5f })]
    [DataRow(Padding.Same, new[] { 1.5f, 10.5f, 102.5f, 20.5f })]
    public void Windows_add_up_where_they_overlap(Padding padding, float[] expected) => TinyTraining.AreEqual(
        expected,
        Networks.Of(LayerShape.Image(1, 2, 1), [Layer.Conv2DTranspose(1, (1, 3), (1, 2), padding)], [1, 10, 100], [0.5f]).Outputs([1, 2]));

    [TestMethod]
    [DataRow(Padding.Valid)]
    [DataRow(Padding.Same)]
    public void Between_windows_there_is_the_bias(Padding padding) => TinyTraining.AreEqual(
        [10.5f, 0.5f, 0.5f, 20.5f, 0.5f, 0.5f],
        Networks.Of(LayerShape.Image(1, 2, 1), [Layer.Conv2DTranspose(1, 1, (1, 3), padding)], [10], [0.5f]).Outputs([1, 2]));

    /// <summary>What <c>keras.layers.Conv2DTranspose</c> makes of n places.</summary>
    [TestMethod]
    [DataRow(4, 3, 1, 1, Padding.Valid, 6)]
    [DataRow(4, 3, 2, 1, Padding.Valid, 9)]
    [DataRow(5, 2, 2, 1, Padding.Valid, 10)]
    [DataRow(4, 1, 3, 1, Padding.Valid, 12)]
    [DataRow(4, 3, 1, 2, Padding.Valid, 8)]
    [DataRow(4, 3, 1, 1, Padding.Same, 4)]
    [DataRow(4, 3, 2, 1, Padding.Same, 8)]
    [DataRow(3, 5, 3, 2, Padding.Same, 9)]
    public void Lengths_are_Kerass(int places, int size, int stride, int dilation, Padding padding, int expected)
    {
        var plan = NetworkPlanner.Plan(LayerShape.Image(places, 1, 1), [Layer.Conv2DTranspose(2, (size, 1), (stride, 1), padding, (dilation, 1))]);
        Assert.AreEqual(LayerShape.Image(expected, 1, 2), plan.Output);
    }

    /// <summary>One filter, and one pixel across an image of several rows: the gradient is a convolution by one window, whose rows libtorch by itself mixes up.</summary>
    [TestMethod]
    [DataRow(TrainingEngine.Torch, 2)]
    [DataRow(TrainingEngine.Torch, 3)]
    [DataRow(TrainingEngine.Torch, 5)]
    [DataRow(TrainingEngine.Fused, 3)]
    public void A_gradient_of_one_window_has_no_stride(TrainingEngine engineKind, int width)
    {
        var random = new Random(1);
        var network = Networks.Random(
            LayerShape.Image(4, 1, 1), [Layer.Conv2D(3, 1), Layer.Conv2DTranspose(1, (1, width), (1, 4)), Layer.Flatten(), Layer.Dense(1)], random);
        var set = new TrainingSet(4, Numbers.Array(random, 4), [0.5f], null);
        using var engine = Engines.Create(
            engineKind, network.Plan, network.Weights, new RegressionObjective(RegressionLoss.MeanSquaredError, 1), 1);
        engine.AddGradient(new(set, set.AllRows()), []);
        var row = set.Row(0).ToArray();
        double output = network.Outputs(row)[0];
        // The output is linear in each weight, so a difference is its slope; the loss is its squared distance from 0.5.
        Engines.AssertClose(
            [.. network.Weights.Select(array => array.Values.Select((_, i) => 2 * (output - 0.5) * (Moved(array, i) - output)).ToArray())],
            engine.GradientByWeights(network.Plan), 1e-5);

        double Moved(WeightTensor array, int place)
        {
            array.Values[place]++;
            var moved = network.Outputs(row)[0];
            array.Values[place]--;
            return moved;
        }
    }

    /// <summary><c>conv(x) · y = x · transposed(y)</c>, whatever x and y.</summary>
    private static void AssertAdjoint(Case c)
    {
        var (random, layer) = (new Random(c.Seed), c.Layer);
        Layer[] transposedLayers = [Layer.Reshape(c.Places.Height, c.Places.Width, c.Channels), layer];
        var shape = NetworkPlanner.Plan(c.Places.Height * c.Places.Width * c.Channels, transposedLayers).Output;
        var kernel = Numbers.Array(random, layer.KernelSize.Height * layer.KernelSize.Width * layer.Filters * c.Channels);
        var y = Numbers.Array(random, c.Places.Height * c.Places.Width * c.Channels);
        var x = Numbers.Array(random, shape.Size);
        var transposed = Networks.Of(y.Length, transposedLayers, kernel, new float[layer.Filters]).Outputs(y);
        var convolved = Networks.Of(
            x.Length,
            [
                Layer.Reshape(shape.ToArray()),
                Layer.Conv2D(c.Channels, layer.KernelSize, layer.Strides, layer.Padding, layer.DilationRate),
            ],
            kernel, new float[c.Channels]).Outputs(x);
        Assert.HasCount(y.Length, convolved);
        Assert.HasCount(x.Length, transposed);
        Assert.AreEqual(Dot(convolved, y), Dot(x, transposed), 1e-4 * Math.Sqrt(kernel.Length * y.Length));
    }

    private static double Dot(float[] first, float[] second) => first.Zip(second, (a, b) => a * (double)b).Sum();

    /// <param name="Places">Those of the input.</param>
    /// <param name="Channels">Those of the input.</param>
    /// <param name="Layer">The transposed convolution.</param>
    /// <param name="Seed">Of all numbers.</param>
    private sealed record Case(Size2D Places, int Channels, Conv2DTransposeLayer Layer, int Seed);
}
