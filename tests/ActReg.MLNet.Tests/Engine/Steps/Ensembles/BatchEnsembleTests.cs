using CsCheck;

namespace ActReg.MLNet.Tests;

/// <summary>Ensembles in one network: what is minimized, by both engines, and what is scored.</summary>
[TestClass]
public sealed class BatchEnsembleTests
{
    private const int Members = 3;

    /// <summary>Every kind of loss, of two outputs where there can be several.</summary>
    public static IEnumerable<object[]> Losses =>
    [
        [new BinaryCrossEntropy(), 1], [new SoftmaxCrossEntropy(2), 1], [new MultilabelCrossEntropy(2), 2], [new QuantileObjective([0.25f, 0.75f]), 1],
        .. new[] { RegressionLoss.MeanSquaredError, RegressionLoss.MeanAbsoluteError, RegressionLoss.Huber(), RegressionLoss.Quantile(0.3f), RegressionLoss.Poisson }
            .SelectMany(loss => new object[][] { [new RegressionObjective(loss), 1], [new RegressionObjective(loss, 2), 2] }),
    ];

    [TestMethod]
    public void Loss_and_gradient_equal_central_differences() =>
        Gen.Select(Gen.Int[2, 9], Gen.Int[1, 20], Gen.Int[1, 12], Gen.Int[1, 12], Gen.Bool, Gen.Bool, Gen.Int).Sample(
            (members, units, features, rows, isFirst, weighted, seed) =>
            {
                var random = new Random(seed);
                Layer[] layers =
                [
                    .. isFirst ? Array.Empty<Layer>() : [Layer.Dense(features, Activation.Tanh)],
                    Layer.BatchEnsemble(members, ActivityRegularizer.L2(0.1f)), Layer.Dense(units, Activation.Tanh, ActivityRegularizer.L2(0.1f)), Layer.Dropout(0.3f), Layer.Scale(),
                    Layer.ParametricActivation(Activation.Mish), new MemberOutputLayer(1, MemberMean.Probabilities, KernelRegularizer.L2(0.1f)),
                ];
                var set = TrainingSets.Create(random, rows, features, weighted);
                var weights = RandomWeights.Create(features, layers, random);
                var batch = new FusedBatch(layers, weights, features, 12, new BinaryCrossEntropy().OfMembers(members));
                // Leaves other values in every buffer.
                batch.Compute(TrainingSets.Create(random, 12, features));
                var actual = batch.Compute(set);
                var reference = new ReferenceNetwork(layers, set);
                var expected = reference.Gradient(weights.ToDouble(), 1e-6);
                reference.Compute(weights.ToDouble());
                Assert.AreEqual(reference.DataLoss, batch.DataLoss, 1e-5 * Math.Max(1, reference.DataLoss));
                Assert.AreEqual(reference.Accuracy, batch.Accuracy, 1e-5);
                Assert.AreEqual(reference.Penalty, batch.Penalty, 1e-5 * Math.Max(1, reference.Penalty));
                Engines.AssertClose(expected, actual, 1e-5);
                Assert.IsFalse(batch.PaddingGradient().AsSpan().ContainsAnyExcept(0), "padding");
            },
            iter: 60, threads: 1);

    /// <summary>Losses, those of validation rows too, and weights after several epochs.</summary>
    [TestMethod]
    [DynamicData(nameof(Losses))]
    public void Trainings_by_both_engines_agree(object judged, int targets)
    {
        var loss = (Loss)judged;
        Layer[] layers = Layers(loss, Layer.Dense(6, Activation.Tanh), Layer.Dropout(0.2f));
        var (train, validation) = (Set(loss, targets, 40, 1), Set(loss, targets, 25, 2));
        var request = Trainings.Request(layers, train, Trainings.Settings(epochs: 4, learningRate: 1e-3f) with { LabelSmoothing = loss.ClassCount > 0 ? 0.1f : 0 }, loss) with
        {
            InitialWeights = RandomWeights.Create(4, layers, new Random(3)),
        };
        var fused = NetworkTraining.Run(request, TrainingSets.Data(train, validation));
        var torch = NetworkTraining.Run(request with { Settings = request.Settings with { Engine = TrainingEngine.Torch } }, TrainingSets.Data(train, validation));
        foreach (var (a, b) in fused.History.SelectMany(Trainings.Figures).Zip(torch.History.SelectMany(Trainings.Figures)))
            Assert.AreEqual(b, a, double.IsNaN(b) ? 0 : 1e-4 * Math.Max(1, Math.Abs(b)));
        foreach (var (a, b) in fused.Flat().Zip(torch.Flat()))
            Assert.AreEqual(b, a, 1e-4);
    }

    /// <summary>Training's is the mean over members, each a network of its own; validation's is that of what is scored, whose loss is another.</summary>
    [TestMethod]
    [DynamicData(nameof(Losses))]
    public void Losses_are_members_in_training_and_the_ensembles_else(object judged, int targets)
    {
        var loss = (Loss)judged;
        Layer[] layers = Layers(loss, Layer.Dense(5, Activation.Tanh));
        var plan = NetworkPlanner.Plan(4, layers);
        var weights = RandomWeights.Create(4, layers, new Random(3)).Select(weight => weight.Name.EndsWith("/factor", StringComparison.Ordinal) ? weight with { Values = [.. weight.Values.Select(_ => 1f)] } : weight).ToArray();
        var set = Set(loss, targets, 20, 1);
        using var engine = Engines.Create(TrainingEngine.Fused, plan, weights, loss, rows: 20);
        var trained = engine.AddGradient(new(set, set.AllRows()), []);
        var outputs = new float[20 * loss.OutputCount];
        var evaluated = engine.Evaluate(new(set, set.AllRows()), [], outputs);
        var members = Enumerable.Range(0, Members).Select(member => Outputs(loss, MemberOf(plan, weights, member), set)).ToArray();
        Assert.AreEqual(members.Average(each => Sum(loss, each, set)), trained.DataLoss, 1e-4);
        Assert.AreEqual(Sum(loss, outputs, set), evaluated.DataLoss, 1e-4);
        // Scores are the mean of the members' scores: of logits, of their probabilities.
        for (var row = 0; row < 20; row++)
        {
            var expected = Enumerable.Range(0, Members).Select(member => Scores(loss, members[member].AsSpan(row * loss.OutputCount, loss.OutputCount))).ToArray();
            var actual = Scores(loss, outputs.AsSpan(row * loss.OutputCount, loss.OutputCount));
            for (var i = 0; i < loss.OutputCount; i++)
                Assert.AreEqual(expected.Average(each => each[i]), actual[i], 1e-5);
        }
    }

    /// <summary>By rows and in blocks, bit for bit; <see cref="GoldenLayersTests"/> has the values.</summary>
    [TestMethod]
    [DynamicData(nameof(Losses))]
    public void A_row_has_the_same_bits_among_others(object judged, int targets)
    {
        var loss = (Loss)judged;
        var scorer = new NetworkScorer(Networks.Random(4, Layers(loss, Layer.Dense(9, Activation.Relu)), new Random(1)));
        var set = Set(loss, targets, 33, 1);
        var many = scorer.CreateBuffers(33);
        var pass = scorer.CreateRowPass();
        for (var row = 0; row < 33; row++)
            set.Row(row).CopyTo(many.Input.Span[(row * many.InputStride)..]);
        scorer.Run(33, many);
        var outputs = new float[33 * loss.OutputCount];
        many.CopyResultTo(outputs);
        for (var row = 0; row < 33; row++)
            TinyTraining.AreEqual(outputs[(row * loss.OutputCount)..((row + 1) * loss.OutputCount)], pass.Run(new(4, set.Row(row).ToArray())).ToArray());
    }

    /// <summary>What is divided are the ensemble's logits, not its members', whose mean would be another.</summary>
    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    public void A_temperature_divides_the_means_logits(int classes)
    {
        Loss loss = classes == 1 ? new BinaryCrossEntropy() : new SoftmaxCrossEntropy(classes);
        var network = Networks.Random(4, Layers(loss, Layer.Dense(5, Activation.Tanh)), new Random(1));
        var cooled = Temperature.Apply(network, 2);
        foreach (var (before, after) in network.Outputs([1, -2, 3, 0.5f]).Zip(cooled.Outputs([1, -2, 3, 0.5f])))
            Assert.AreEqual(before / 2, after, 1e-6f);
        TinyTraining.AreEqual(network.Weights.Flat(), Temperature.AsTrained(cooled).Weights.Flat());
    }

    /// <summary>Probabilities of each member are divided by the weights, and their mean is scored; what was undone comes back.</summary>
    [TestMethod]
    public void Class_weights_are_undone_in_each_member()
    {
        Loss loss = new SoftmaxCrossEntropy(3);
        float[] weights = [0.5f, 1, 3];
        var layers = Layers(loss, Layer.Dense(5, Activation.Tanh));
        var network = Networks.Random(4, layers, new Random(1));
        network = network with { Weights = [.. network.Weights.Select(weight => weight.Name.EndsWith("/factor", StringComparison.Ordinal) ? weight with { Values = [1, 1, 1] } : weight)] };
        var undone = new PriorShift(weights).Undo(network);
        var set = Set(loss, 1, 1, 1);
        var actual = Scores(loss, undone.Outputs(set.Row(0).ToArray()));
        var expected = new double[3];
        for (var member = 0; member < Members; member++)
        {
            var p = Scores(loss, Outputs(loss, MemberOf(network.Plan, [.. network.Weights], member), set));
            var sum = p.Zip(weights, (probability, weight) => probability / weight).Sum();
            for (var i = 0; i < 3; i++)
                expected[i] += p[i] / weights[i] / sum / Members;
        }

        for (var i = 0; i < 3; i++)
            Assert.AreEqual(expected[i], actual[i], 1e-5);
        foreach (var (before, after) in network.Weights.Flat().Zip(PriorShift.AsTrained(undone).Weights.Flat()))
            Assert.AreEqual(before, after, 1e-6);
    }

    [TestMethod]
    public void Outputs_may_be_put_in_another_order()
    {
        var network = Networks.Random(4, Layers(new SoftmaxCrossEntropy(3), Layer.Dense(5, Activation.Tanh)), new Random(1));
        var outputs = network.Outputs([1, -2, 3, 0.5f]);
        TinyTraining.AreEqual([outputs[2], outputs[0], outputs[1]], network.WithOutputs([2, 0, 1]).Outputs([1, -2, 3, 0.5f]));
    }

    private static Layer[] Layers(Loss loss, params Layer[] hidden) =>
        [Layer.BatchEnsemble(Members), .. hidden, LayerMembers.Output([Layer.BatchEnsemble(Members)], loss.OutputCount, loss.MemberMean)];

    private static TrainingSet Set(Loss loss, int targets, int rows, int seed)
    {
        var set = TrainingSets.WithTargets(new Random(seed), rows, 4, targets, weighted: true);
        var isOfNumbers = loss is RegressionObjective { RowLoss: not PoissonDeviance } or QuantileObjective;
        return isOfNumbers ? set : new(4, set.Features.ToArray(), targets, [.. set.Targets.ToArray().Select(target => target > 0 ? 1f : 0)], set.Weights!.ToArray());
    }

    /// <summary>A member as a network of its own: its factors, the shared layers, and its head.</summary>
    private static TrainedNetwork MemberOf(NetworkPlan plan, WeightTensor[] weights, int member)
    {
        var output = plan.OutputSize;
        var dense = plan.Layers.OfType<DenseLayer>().Single();
        // Factors of features are as good in the first kernel's rows.
        var (scale, kernel) = (weights[0].Values[(4 * member)..(4 * member + 4)], weights[1].Values);
        return Networks.Of(
            4, [dense, Layer.Dense(output)], [.. kernel.Select((value, i) => value * scale[i / dense.Units])], weights[2].Values,
            Part(weights[^2]), Part(weights[^1]));

        float[] Part(WeightTensor all) => all.Values[(member * all.Values.Length / Members)..((member + 1) * all.Values.Length / Members)];
    }

    private static float[] Outputs(Loss loss, TrainedNetwork network, TrainingSet set) => [.. set.AllRows().SelectMany(row => network.Outputs(set.Row(row).ToArray()))];

    private static unsafe double Sum(Loss loss, float[] outputs, TrainingSet set)
    {
        fixed (float* output = outputs, gradient = new float[outputs.Length], target = set.Targets.ToArray())
        {
            return loss.Evaluate(
                set.RowCount, new Matrix(output, loss.OutputCount), new Matrix(target, set.TargetCount), set.Weights!.ToArray(), new Matrix(gradient, loss.OutputCount), 1).Loss;
        }
    }

    /// <summary>Predictions, or probabilities.</summary>
    private static double[] Scores(Loss loss, ReadOnlySpan<float> outputs)
    {
        float[] scores = outputs.ToArray();
        loss.ToScores(scores);
        return [.. scores.Select(score => loss.MemberMean == MemberMean.Probabilities ? 1 / (1 + Math.Exp(-score)) : score)];
    }
}
