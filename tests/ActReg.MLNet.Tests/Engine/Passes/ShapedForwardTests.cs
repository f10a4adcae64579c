using CsCheck;
using static TorchSharp.torch;

namespace ActReg.MLNet.Tests;

/// <summary>The managed forward pass of convolutional and recurrent networks.</summary>
[TestClass]
public class ShapedForwardTests
{
    private const int Rows = 5;
    private const double Tolerance = 1e-5;

    [ClassInitialize]
    public static void Load(TestContext _) => TorchRuntime.EnsureLoaded();

    [TestMethod]
    public void Every_step_puts_out_what_Torch_does() => Gen.Int.Sample(
        seed =>
        {
            var random = new Random(seed);
            var (input, layers) = ShapedNetworks.Create(random);
            AssertLikeTorch(input, layers, random);
        },
        iter: 300, threads: 1, print: seed => $"{seed}: {string.Join(", ", ShapedNetworks.Create(new Random(seed)).Layers)}");

    /// <summary>One channel, and a window as wide as the image or narrower: libtorch by itself mixes up the image's rows.</summary>
    [TestMethod]
    [DataRow(2, 2)]
    [DataRow(5, 2)]
    [DataRow(4, 3)]
    public void One_window_across_an_image_has_no_stride(int width, int kernelWidth)
    {
        var input = LayerShape.Image(4, width, 1);
        AssertLikeTorch(input, [Layer.Conv2D(3, (1, kernelWidth), strides: (1, 4)), Layer.Flatten(), Layer.Dense(1)], new Random(1));
    }

    [TestMethod]
    public void A_row_scores_the_same_alone_as_among_others() => Gen.Int.Sample(
        seed =>
        {
            var random = new Random(seed);
            var (input, layers) = ShapedNetworks.Create(random);
            var weights = RandomWeights.Create(input, layers, random);
            var rows = ShapedNetworks.Rows(random, NetworkPlanner.Plan(input, layers), Rows);
            var together = Score(input, layers, weights, rows);
            var last = together.Steps - 1;
            for (var row = 0; row < Rows; row++)
            {
                var alone = Score(input, layers, weights, rows.Take([row]));
                Assert.AreEqual(together[last].Span[row], alone[last].Span[0], $"row {row}");
            }
        },
        iter: 300, threads: 1);

    private static void AssertLikeTorch(LayerShape input, IReadOnlyList<Layer> layers, Random random)
    {
        var plan = NetworkPlanner.Plan(input, layers);
        var weights = RandomWeights.Create(input, layers, random);
        var rows = ShapedNetworks.Rows(random, plan, Rows);
        var outputs = Score(input, layers, weights, rows);

        using var scope = NewDisposeScope();
        using var set = new TorchSet(rows, CPU);
        var batch = set.Rows(new(rows, rows.AllRows()), isTraining: false, noise: 0);
        using var parameters = new TorchParameters(plan, weights, slotCount: 0, CPU);
        var x = batch.Features;
        var mask = plan.FeatureMask == null ? null : new TorchMask(plan.FeatureMask, x);
        for (var i = 0; i < plan.Steps.Count; i++)
        {
            var step = plan.Steps[i];
            x = step.Apply(x, mask, parameters, batch);
            mask = plan.OutputMask(i) == null ? null : mask;
            var expected = x.detach().contiguous().data<float>().ToArray();
            for (var j = 0; j < expected.Length; j++)
            {
                var (row, unit) = Math.DivRem(j, step.Size);
                var found = outputs[i].Span[row * step.Stride + unit];
                Assert.AreEqual(
                    expected[j], found, Tolerance * Math.Max(1, Math.Abs(expected[j])),
                    $"{layers[step.LayerIndex]}, {step.GetType().Name}, row {row}, value {unit}");
            }
        }
    }

    private static Outputs Score(LayerShape input, IReadOnlyList<Layer> layers, IReadOnlyList<WeightTensor> weights, TrainingSet rows)
    {
        var scorer = new NetworkScorer(new TrainedNetwork(NetworkPlanner.Plan(input, layers), weights, [], Trainings.Settings()));
        var buffers = scorer.CreateBuffers(rows.RowCount);
        for (var row = 0; row < rows.RowCount; row++)
            rows.Row(row).CopyTo(buffers.Input.Span[(row * buffers.InputStride)..]);
        scorer.Run(rows.RowCount, buffers);
        return new Outputs(scorer.Plan.Steps.Count, buffers);
    }

    private sealed record Outputs(int Steps, StepOutputs Buffers)
    {
        public AlignedBuffer this[int step] => Buffers[step];
    }
}
