using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>Pooling by windows that are far larger than their input, of equal values, and of masked ones.</summary>
[TestClass]
public sealed class PoolingStepTests
{
    /// <summary>Four billion places in all, of which nine are not padding.</summary>
    [TestMethod]
    [DataRow(PoolingKind.Max, 5f)]
    [DataRow(PoolingKind.Average, 3f)]
    public void Takes_what_is_there(PoolingKind kind, float expected)
    {
        const int Size = 2_000_000_001;
        var plan = NetworkPlanner.Plan(
            LayerShape.Sequence(3, 1), [new Pooling1DLayer(kind, Size, 1, Padding.Same, activityRegularizer: null), Layer.Flatten()]);
        var scorer = new NetworkScorer(new TrainedNetwork(plan, [], [], Trainings.Settings()));
        TinyTraining.AreEqual([expected, expected, expected], scorer.CreateRowPass().Run(new VBuffer<float>(3, [1, 3, 5])).ToArray());
    }

    /// <summary>The gradient goes to the first of equal values, as in Torch, for channels in whole vectors and others.</summary>
    [TestMethod]
    public void The_first_of_equal_values_has_the_gradient() => AssertGradient(
        PoolingKind.Max, [1, 3, 3, 2], mask: null, [0, 1, 0, 0], output: 3);

    [TestMethod]
    public void A_masked_timestep_has_no_gradient()
    {
        AssertGradient(PoolingKind.Max, [1, 7, 3, 3], mask: 7, [0, 0, 1, 0], output: 3);
        AssertGradient(PoolingKind.Average, [1, 7, 3, 5], mask: 7, [1f / 3, 0, 1f / 3, 1f / 3], output: 3);
        AssertGradient(PoolingKind.Max, [7, 7, 7, 7], mask: 7, [0, 0, 0, 0], output: 0);
        AssertGradient(PoolingKind.Average, [7, 7, 7, 7], mask: 7, [0, 0, 0, 0], output: 0);
    }

    /// <param name="kind">What is made of all timesteps.</param>
    /// <param name="timesteps">The value of all of each timestep's features.</param>
    /// <param name="mask">The value of those that are masked.</param>
    /// <param name="expected">What each has of the gradient.</param>
    /// <param name="output">What is made of all.</param>
    private static unsafe void AssertGradient(PoolingKind kind, float[] timesteps, float? mask, float[] expected, float output)
    {
        const int Features = 11;
        var step = (PoolingStep)NetworkPlanner.Plan(
            LayerShape.Sequence(timesteps.Length, Features), [new GlobalPoolingLayer(kind, activityRegularizer: null)]).Steps[0];
        var (input, inputGradient) = (new AlignedBuffer(48), new AlignedBuffer(48));
        var (result, outputGradient) = (new AlignedBuffer(16), new AlignedBuffer(16));
        var scratch = new AlignedBuffer(step.ScratchLength(1));
        for (var i = 0; i < timesteps.Length * Features; i++)
            input.Span[i] = timesteps[i / Features];
        for (var i = 0; i < Features; i++)
            outputGradient.Span[i] = i + 1;
        // What was there before.
        inputGradient.Span.Fill(5);
        scratch.Span.Fill(5);
        var run = new StepRun
        {
            Batch = Batch.ToScore(1),
            Parameters = null,
            Input = new Matrix(input.Pointer, 48),
            Output = new Matrix(result.Pointer, 16),
            Masks = new RowMasks(mask is { } value ? new TimestepMask(value, Features) : null, new Matrix(input.Pointer, 48)),
            Workspace = null,
            Scratch = scratch.Pointer,
        };
        step.Forward(run);
        step.Backward(run, new Matrix(outputGradient.Pointer, 16), new Matrix(inputGradient.Pointer, 48), gradient: null);
        for (var feature = 0; feature < Features; feature++)
        {
            Assert.AreEqual(output, result.Span[feature]);
            for (var timestep = 0; timestep < timesteps.Length; timestep++)
                Assert.AreEqual(expected[timestep] * (feature + 1), inputGradient.Span[timestep * Features + feature], 1e-6, $"timestep {timestep}, feature {feature}");
        }

        GC.KeepAlive(input);
        GC.KeepAlive(scratch);
    }
}
