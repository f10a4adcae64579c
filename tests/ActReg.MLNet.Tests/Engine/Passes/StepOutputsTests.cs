using CsCheck;

namespace ActReg.MLNet.Tests;

[TestClass]
public class StepOutputsTests
{
    [TestMethod]
    public void Overwritten_outputs_give_the_bits_of_kept_ones() => Gen.Select(
        Architectures.Whole, Gen.Int[1, 12], Gen.Int[1, 40], Gen.Int).Sample(
        (layers, features, rows, seed) =>
        {
            var plan = NetworkPlanner.Plan(features, layers);
            var parameters = new AlignedBuffer(plan.ParameterLength);
            Weights.Pack(plan, Weights.Initialize(plan, new RandomState(1)), parameters.Span);
            var outputs = new StepOutputs(plan, rows);
            var set = TrainingSets.Create(new Random(seed), rows, features);
            for (var row = 0; row < rows; row++)
                set.Row(row).CopyTo(outputs.Input.Span[(row * outputs.InputStride)..]);

            var kept = Run(outputs);
            var overwritten = Run(outputs.Overwriting());

            Assert.AreEqual(kept.Penalty, overwritten.Penalty);
            Assert.IsTrue(kept.Result.AsSpan().SequenceEqual(overwritten.Result));

            (double Penalty, float[] Result) Run(StepOutputs to)
            {
                var penalties = new ActivityPenalties(plan);
                ForwardPass.Run(plan, parameters, Batch.ToScore(rows), to, new StepScratch(plan, rows), penalties);
                return (penalties.End(Batch.ToScore(rows), [.. plan.PenalizedSteps.Select(_ => 1.0)]), to[plan.Steps.Count - 1].Span.ToArray());
            }
        },
        iter: 200, threads: 1, print: c => $"{Architectures.Text(c.Item1)}, {c.Item2} features, {c.Item3} rows, seed {c.Item4}");
}
