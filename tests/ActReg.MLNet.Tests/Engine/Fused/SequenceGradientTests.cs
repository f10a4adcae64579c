using CsCheck;

namespace ActReg.MLNet.Tests;

/// <summary>Networks of recurrent layers, embeddings, masks and repeated places against an independent computation in double precision.</summary>
[TestClass]
public sealed class SequenceGradientTests
{
    /// <summary>Of a derivative, relative to the largest of its network where that is above 1.</summary>
    private const double GradientTolerance = 6e-6;

    private const double LossTolerance = 4e-6;
    private const double Step = 1e-7;
    private const double KinkMargin = 2e-5;
    private const int MostRows = 14;

    /// <summary>Elements of each weight array: the reference takes its time for each.</summary>
    private const int Draws = 8;

    [TestMethod]
    public void Loss_and_gradient_equal_central_differences_of_a_reference()
    {
        int computed = 0, skipped = 0;
        SequenceNetwork.Seeds.Sample(
            seed =>
            {
                var random = new Random(seed);
                var network = SequenceNetwork.Create(random);
                var set = network.Rows(random, random.Next(1, MostRows), random.Next(2) == 0);
                var weights = RandomWeights.Create(network.Input, network.Layers, random);
                var reference = new ReferenceNetwork(network.Layers, set, input: network.Input);
                var doubles = weights.ToDouble();
                reference.Compute(doubles);
                if (reference.KinkDistance < KinkMargin)
                {
                    skipped++;
                    return;
                }

                computed++;
                var batch = new FusedBatch(network.Layers, weights, network.Input, MostRows);
                // Leaves other values in every buffer.
                batch.Compute(network.Rows(random, MostRows, weighted: false));
                var actual = batch.Compute(set);
                AssertClose(reference.DataLoss, batch.DataLoss);
                AssertClose(reference.Penalty, batch.Penalty);
                AssertClose(reference.Accuracy, batch.Accuracy);
                var scale = Math.Max(1, actual.Max(array => array.Max(Math.Abs)));
                for (var array = 0; array < weights.Count; array++)
                {
                    for (var draw = 0; draw < Draws; draw++)
                    {
                        var i = random.Next(actual[array].Length);
                        Assert.AreEqual(reference.Slope(doubles, array, i, Step), actual[array][i], GradientTolerance * scale, $"{weights[array].Name}[{i}]");
                    }
                }

                Assert.IsFalse(batch.PaddingGradient().AsSpan().ContainsAnyExcept(0), "padding");
            },
            iter: 60, threads: 1, print: seed => $"{seed}: {SequenceNetwork.Create(new Random(seed))}");
        Assert.IsLessThan(computed / 2, skipped, "too many networks had no draw away from kinks");
    }

    [TestMethod]
    public void A_gradient_does_not_depend_on_what_was_computed_before() => SequenceNetwork.Seeds.Sample(
        seed =>
        {
            var random = new Random(seed);
            var network = SequenceNetwork.Create(random);
            var set = network.Rows(random, random.Next(1, MostRows), random.Next(2) == 0);
            var weights = RandomWeights.Create(network.Input, network.Layers, random);
            var fresh = new FusedBatch(network.Layers, weights, network.Input, set.RowCount).Compute(set);
            var used = new FusedBatch(network.Layers, weights, network.Input, MostRows);
            used.Compute(network.Rows(random, MostRows, weighted: true));
            var again = used.Compute(set);
            for (var array = 0; array < fresh.Length; array++)
                CollectionAssert.AreEqual(fresh[array], again[array]);
        },
        threads: 1, print: seed => $"{seed}: {SequenceNetwork.Create(new Random(seed))}");

    /// <summary>What training computes forward is what scoring does, to the bit.</summary>
    [TestMethod]
    public void Outputs_in_training_are_those_of_scoring() => SequenceNetwork.Seeds.Sample(
        seed =>
        {
            var random = new Random(seed);
            var network = SequenceNetwork.Create(random);
            var plan = network.Plan;
            var set = network.Rows(random, random.Next(1, MostRows), weighted: false);
            var parameters = new AlignedBuffer(plan.ParameterLength);
            Weights.Pack(plan, RandomWeights.Create(network.Input, network.Layers, random), parameters.Span);
            var (scored, trained) = (Outputs(isTraining: false), Outputs(isTraining: true));
            // The last step, of one unit, sums in double precision where it scores.
            for (var step = 0; step < plan.Steps.Count - 1; step++)
            {
                for (var row = 0; row < set.RowCount; row++)
                    TinyTraining.AreEqual(Row(scored, step, row), Row(trained, step, row), $"step {step}, row {row}");
            }

            float[] Row(StepOutputs outputs, int step, int row) => outputs[step].Span.Slice(row * plan.Steps[step].Stride, plan.Steps[step].Size).ToArray();

            StepOutputs Outputs(bool isTraining)
            {
                var outputs = new StepOutputs(plan, set.RowCount);
                for (var row = 0; row < set.RowCount; row++)
                    set.Row(row).CopyTo(outputs.Input.Span[(row * outputs.InputStride)..]);
                ForwardPass.Run(plan, parameters, Batch.ToScore(set.RowCount) with { IsTraining = isTraining }, outputs, new StepScratch(plan, set.RowCount));
                return outputs;
            }
        },
        iter: 100, threads: 1, print: seed => $"{seed}: {SequenceNetwork.Create(new Random(seed))}");

    /// <summary>Every bit of a few steps, whatever machine code runs by then.</summary>
    [TestMethod]
    public void The_same_training_gives_the_same_bits()
    {
        var network = SequenceNetwork.Create(new Random(5));
        var set = network.Rows(new Random(6), 20, weighted: true);
        var weights = RandomWeights.Create(network.Input, network.Layers, new Random(7));
        TinyTraining.AreEqual(Train(), Train());

        float[] Train()
        {
            using var engine = Engines.Create(TrainingEngine.Fused, network.Plan, weights, new BinaryCrossEntropy(), set.RowCount);
            for (var step = 0; step < 20; step++)
                engine.Step(new(set, set.AllRows()), 0.01, network.Plan.Strengths());
            return engine.GetWeights().Flat();
        }
    }

    private static void AssertClose(double expected, double actual) =>
        Assert.AreEqual(expected, actual, LossTolerance * Math.Max(1, Math.Abs(expected)));
}
