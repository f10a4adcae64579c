namespace ActReg.MLNet.Tests;

/// <summary>Penalties on the kernels of every layer that can have one.</summary>
[TestClass]
public class KernelPenaltyTests
{
    private static readonly (LayerShape Input, Layer[] Layers, string[] Kernels)[] Networks =
    [
        (6,
            [
                Layer.Dense(9, Activation.Tanh, kernelRegularizer: Strength(1)), Layer.Dense(4),
                Layer.Dense(3, kernelRegularizer: Strength(2)),
            ],
            ["dense/kernel 1", "dense_2/kernel 2"]),
        (LayerShape.Image(5, 4, 2),
            [
                Layer.Conv2D(4, 2, groups: 2, activation: Activation.Tanh, kernelRegularizer: Strength(1)),
                Layer.Dense(3, kernelRegularizer: Strength(2)), Layer.Conv2D(2, 1), Layer.Conv2DTranspose(3, 2, kernelRegularizer: Strength(3)),
                Layer.Flatten(), Layer.Dense(2),
            ],
            ["conv2d/kernel 1", "dense/kernel 2", "conv2d_transpose/kernel 3"]),
        (LayerShape.Sequence(5, 3),
            [
                Layer.Conv1D(3, 2, kernelRegularizer: Strength(1)),
                Layer.SimpleRnn(3, returnSequences: true, bidirectional: true, kernelRegularizer: Strength(2)),
                Layer.Gru(2, returnSequences: true, kernelRegularizer: Strength(3)),
                Layer.Dense(4, Activation.Silu, kernelRegularizer: Strength(4)), Layer.Lstm(3, kernelRegularizer: Strength(5)),
                Layer.Dense(8, kernelRegularizer: Strength(6)),
            ],
            [
                "conv1d/kernel 1", "bidirectional/forward_simple_rnn/kernel 2", "bidirectional/backward_simple_rnn/kernel 2", "gru/kernel 3",
                "dense/kernel 4", "lstm/kernel 5", "dense_1/kernel 6",
            ]),
        (LayerShape.Sequence(5, 3),
            [
                Layer.SimpleRnn(3, returnSequences: true, bidirectional: true, kernelRegularizer: Strength(2)),
                Layer.Gru(2, returnSequences: true, kernelRegularizer: Strength(3)),
                Layer.Dense(4, Activation.Silu, kernelRegularizer: Strength(4)), Layer.Lstm(8, kernelRegularizer: Strength(5)),
                Layer.Dense(2),
            ],
            [
                "bidirectional/forward_simple_rnn/kernel 2", "bidirectional/backward_simple_rnn/kernel 2", "gru/kernel 3", "dense/kernel 4", "lstm/kernel 5",
            ]),
        (6,
            [new PreBiasLayer(), new CodeLayer(4, CodeSparsity.L2(), Strength(1)), new DecoderLayer(isTied: false, Strength(2))],
            ["code/kernel 1", "decoder/kernel 2"]),
        (3,
            [Layer.BatchEnsemble(2), Layer.Dense(4, Activation.Tanh, kernelRegularizer: Strength(1)), new MemberOutputLayer(2, MemberMean.Values, Strength(2))],
            ["dense/kernel 1", "member_output/kernel 2"]),
    ];

    public static IEnumerable<object[]> Cases =>
        from network in Enumerable.Range(0, Networks.Length)
        from engine in new[] { TrainingEngine.Fused, TrainingEngine.Torch }
        select new object[] { engine, network };

    [TestMethod]
    public void Every_layer_that_can_have_one_is_there()
    {
        var there = Networks.SelectMany(network => network.Layers).Select(layer => layer.GetType()).ToHashSet();
        foreach (var type in typeof(Layer).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Layer)) && !type.IsAbstract))
        {
            if (type.GetProperties().Any(property => property.PropertyType == typeof(KernelRegularizer)))
                Assert.Contains(type, there);
        }
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(4)]
    [DataRow(5)]
    public void The_plan_has_every_kernel_once_and_no_recurrent_one(int network)
    {
        var plan = Plan(network);
        TinyTraining.AreEqual(
            Networks[network].Kernels, plan.KernelPenalties.Select(penalty => $"{penalty.Kernel.Name} {Number(penalty.Regularizer)}"));
        foreach (var (kernel, _) in plan.KernelPenalties)
            Assert.Contains(kernel, plan.Weights);
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Loss_and_gradient_have_the_closed_forms_of_those_kernels_alone(TrainingEngine kind, int network)
    {
        var (input, layers, _) = Networks[network];
        var random = new Random(network);
        var plan = Plan(network);
        var weights = RandomWeights.Create(input, layers, random);
        var set = TrainingSets.WithTargets(random, 4, plan.InputSize, plan.OutputSize, weighted: true);
        var (with, withSums) = Gradient(kind, plan, weights, set);
        var (without, withoutSums) = Gradient(
            kind, NetworkPlanner.Plan(input, [.. layers.Select(WithoutPenalty)]), weights, set);

        double penalty = 0;
        var expected = without.Select(array => Array.ConvertAll(array, value => (double)value)).ToArray();
        foreach (var (kernel, regularizer) in plan.KernelPenalties)
        {
            var index = weights.Index().Single(weight => weight.Item.Name == kernel.Name).Index;
            var values = weights[index].Values;
            penalty += values.Sum(value => regularizer.L1Strength * Math.Abs((double)value) + regularizer.L2Strength * value * (double)value);
            for (var i = 0; i < values.Length; i++)
                expected[index][i] += regularizer.L1Strength * Math.Sign(values[i]) + 2 * regularizer.L2Strength * values[i];
        }

        Engines.AssertClose(expected, with, 2e-6);
        Assert.AreEqual(penalty, withSums.KernelPenalty / withSums.Weight, 1e-6 * penalty);
        Assert.AreEqual(0, withoutSums.KernelPenalty);
        Assert.AreEqual(withoutSums.DataLoss, withSums.DataLoss, 1e-6);
    }

    private static (float[][] Gradient, BatchSums Sums) Gradient(
        TrainingEngine kind, NetworkPlan plan, IReadOnlyList<WeightTensor> weights, TrainingSet set)
    {
        using var engine = Engines.Create(
            kind, plan, weights, new RegressionObjective(RegressionLoss.MeanSquaredError, plan.OutputSize), set.RowCount);
        var sums = engine.AddGradient(new(set, set.AllRows()), plan.Strengths());
        return (engine.GradientByWeights(plan), sums);
    }

    private static NetworkPlan Plan(int network) => NetworkPlanner.Plan(Networks[network].Input, Networks[network].Layers);

    /// <summary>A penalty with a number of its own.</summary>
    private static KernelRegularizer Strength(int number) => KernelRegularizer.L1L2(0.01f * number, 0.02f * number);

    private static int Number(KernelRegularizer regularizer) => (int)Math.Round(100 * regularizer.L1Strength);

    private static Layer WithoutPenalty(Layer layer) => layer switch
    {
        DenseLayer dense => Layer.Dense(dense.Units, dense.ActivationFunction),
        Conv1DLayer conv => Layer.Conv1D(conv.Filters, conv.KernelSize, groups: conv.Groups, activation: conv.ActivationFunction),
        Conv2DLayer conv => Layer.Conv2D(conv.Filters, conv.KernelSize, groups: conv.Groups, activation: conv.ActivationFunction),
        Conv2DTransposeLayer conv => Layer.Conv2DTranspose(conv.Filters, conv.KernelSize),
        RecurrentLayer recurrent => new RecurrentLayer(
            recurrent.Cell, recurrent.Units, recurrent.ReturnSequences, recurrent.IsBidirectional, activityRegularizer: null),
        CodeLayer code => new CodeLayer(code.Units, code.Sparsity),
        MemberOutputLayer output => new MemberOutputLayer(output.Units, output.Mean),
        DecoderLayer decoder => new DecoderLayer(decoder.IsTied),
        _ => layer,
    };
}
