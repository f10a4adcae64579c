using CsCheck;

namespace ActReg.MLNet.Tests;

/// <summary>Autoencoders' steps against the Torch engine's automatic differentiation, over random networks.</summary>
[TestClass]
public sealed class SparseCodeTests
{
    private static readonly CodeSparsity[] Sparsities =
    [
        CodeSparsity.L1(0.02f), CodeSparsity.L2(0.02f), CodeSparsity.KullbackLeibler(0.2f, 0.05f),
        CodeSparsity.TopK(3, auxiliaryStrength: 0), CodeSparsity.TopK(3, auxiliaryStrength: 0.2f, deadAfterRows: 10),
        CodeSparsity.BatchTopK(2, auxiliaryStrength: 0.2f, deadAfterRows: 10),
        CodeSparsity.JumpRelu(3, bandwidth: 0.5f, auxiliaryStrength: 0.2f, deadAfterRows: 10),
    ];

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Both_engines_agree_step_by_step(bool isTied) =>
        Gen.Select(Gen.Int[0, Sparsities.Length - 1], Gen.Int[2, 17], Gen.Int[4, 30], Gen.Int[1, 12], Gen.Bool, Gen.Int[0, 2], Gen.Int).Sample(
            (kind, features, units, rows, weighted, depth, seed) =>
                AssertAgree(NetworkPlanner.Plan(features, Layers(Sparsities[kind], units, isTied, depth)), rows, weighted, seed),
            iter: 300, threads: 1, seed: "0000KOIPe036");

    /// <summary>The selection's gradient is not yet that by what it selects from, where that is penalized itself.</summary>
    [TestMethod]
    public void A_penalty_before_a_selection_is_learned_from()
    {
        foreach (var selection in new Layer[] { Layer.TopK(4), Layer.BatchTopK(4) })
        {
            var penalized = Layer.Dense(16, Activation.Linear, ActivityRegularizer.L2(1));
            AssertAgree(NetworkPlanner.Plan(9, [penalized, selection, Layer.Dense(9)]), rows: 11, weighted: true, seed: 1);
            foreach (var sparsity in Sparsities)
                AssertAgree(NetworkPlanner.Plan(9, [new PreBiasLayer(), penalized, selection, new CodeLayer(12, sparsity), new DecoderLayer(false)]), rows: 11, weighted: true, seed: 1);
        }
    }

    /// <summary>As many features as a narrow output layer has, and more.</summary>
    [TestMethod]
    public void Rows_over_a_shape_are_columns_of_norm_1()
    {
        foreach (var features in Enumerable.Range(2, 7))
        {
            foreach (var sparsity in Sparsities)
            {
                var plan = ShapedPlan(features, sparsity);
                Assert.AreEqual(sparsity.HasUnitNorm ? 1 : 0, plan.Dictionaries.Count);
                AssertAgree(plan, rows: 11, weighted: features % 2 == 0, seed: features);
            }
        }

        // Files of earlier builds end in a layer of the trainers'.
        AssertAgree(
            NetworkPlanner.Plan(LayerShape.OfInput([6, 1]), [Layer.Flatten(), new CodeLayer(12, CodeSparsity.TopK(3)), Layer.Dense(6)]), rows: 11, weighted: true, seed: 1);
    }

    /// <summary>The same loss, the auxiliary one included, as of rows that are only values.</summary>
    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void Rows_over_a_shape_have_the_auxiliary_loss(TrainingEngine kind)
    {
        foreach (var sparsity in Sparsities)
        {
            var shaped = ShapedPlan(9, sparsity);
            var flat = NetworkPlanner.Plan(9, [new PreBiasLayer(), new CodeLayer(12, sparsity), new DecoderLayer(false)]);
            var weights = Jittered(Weights.Initialize(shaped, RandomStreams.Create(1, RandomStreams.Initialization)), shaped, new Random(1));
            // What both have, by what it is for; the one bias more, which is taken away first, and that of the decoder are 0.
            WeightTensor[] flatWeights = [.. Weights.Zeros(flat).Zip(flat.Weights, (zeros, place) => Find(place) ?? zeros)];
            Array.Clear(weights[^1].Values);
            Assert.AreEqual(Sums(flat, flatWeights), Sums(shaped, weights));

            WeightTensor? Find(WeightPlace place) =>
                shaped.Weights.Zip(weights).FirstOrDefault(other => other.First.Name == place.Name && place.Name != "decoder/bias").Second;
        }

        BatchSums Sums(NetworkPlan plan, IReadOnlyList<WeightTensor> weights)
        {
            using var engine = Engines.Create(kind, plan, weights, new RegressionObjective(RegressionLoss.MeanSquaredError, 9), rows: 11);
            var set = TrainingSets.Create(new Random(2), 11, 9, weighted: true);
            set = TrainingSet.OfFeatures((RowValues)set.Features, set.Weights);
            return engine.AddGradient(new RowBatch(set, set.AllRows()), plan.Strengths());
        }
    }

    /// <summary>Layers that only leave out or pass on do not come between a code and its columns; others do.</summary>
    [TestMethod]
    public void The_first_dense_layer_behind_a_code_has_rows_of_norm_1()
    {
        AssertShape([12, 9]);
        AssertShape([12, 7], Layer.Dense(7, Activation.Relu));
        AssertShape([12, 9], Layer.Dropout(0.1f));
        AssertShape([12, 7], Layer.Dropout(0.1f), Layer.Dense(7, Activation.Relu));
        AssertShape([12, 7], Layer.ActivityRegularization(ActivityRegularizer.L1(0.01f)), Layer.Activation(Activation.Linear), Layer.TopK(5), Layer.Dense(7));
        AssertShape([12, 7], Layer.Activation(Activation.Relu), Layer.Reshape(2, 6), Layer.Flatten(), Layer.Dense(7));
        AssertShape(null, Layer.Activation(Activation.Tanh), Layer.Dense(7));
        AssertShape(null, Layer.LayerNorm(), Layer.Dense(7));
        AssertShape(null, Layer.BatchNorm());
        AssertShape(null, Layer.Reshape(3, 4), Layer.Dense(7), Layer.Flatten(), Layer.Dense(7));

        static void AssertShape(int[]? expected, params Layer[] decoder)
        {
            var plan = AutoencoderLayers.Plan(new() { CodeSize = 12, Sparsity = CodeSparsity.L1(0.02f), Decoder = decoder }, featureCount: 9);
            CollectionAssert.AreEqual(expected, plan.Dictionaries.SingleOrDefault()?.Shape);
            if (expected == null)
                return;
            AssertAgree(plan, rows: 11, weighted: true, seed: 1);
            if (expected[1] != 9)
                return;
            var weights = Weights.Initialize(plan, RandomStreams.Create(1, RandomStreams.Initialization));
            var transpose = new WeightTensor("", expected, new float[12 * 9]);
            Initializers.Transpose(weights[1], transpose);
            TinyTraining.AreEqual(transpose.Values, weights[plan.IndexOf(plan.Dictionaries[0])].Values);
        }
    }

    private static NetworkPlan ShapedPlan(int features, CodeSparsity sparsity) =>
        AutoencoderLayers.Plan(new() { InputShape = [features, 1], Encoder = [Layer.Flatten()], CodeSize = 12, Sparsity = sparsity }, features);

    private static Layer[] Layers(CodeSparsity sparsity, int units, bool isTied, int depth) => isTied
        ? [new PreBiasLayer(), new CodeLayer(units, sparsity), new DecoderLayer(true)]
        : depth switch
        {
            0 => [new PreBiasLayer(), new CodeLayer(units, sparsity), new DecoderLayer(false)],
            1 => [new PreBiasLayer(), Layer.Dense(9, Activation.Tanh), new CodeLayer(units, sparsity), new DecoderLayer(false)],
            _ => [new PreBiasLayer(), new CodeLayer(units, sparsity), Layer.Dense(7, Activation.Silu), new DecoderLayer(false)],
        };

    /// <summary>Steps of both engines from the same weights on the same batches.</summary>
    private static void AssertAgree(NetworkPlan plan, int rows, bool weighted, int seed)
    {
        var random = new Random(seed);
        var weights = Jittered(Weights.Initialize(plan, RandomStreams.Create(seed, RandomStreams.Initialization)), plan, random);
        var settings = Trainings.Settings();
        var loss = new RegressionObjective(RegressionLoss.MeanSquaredError, plan.InputSize);
        using var fused = Engines.Create(TrainingEngine.Fused, plan, weights, loss, rows, settings);
        using var torch = Engines.Create(TrainingEngine.Torch, plan, weights, loss, rows, settings);
        for (var step = 0; step < 3; step++)
        {
            var set = TrainingSets.Create(random, rows, plan.InputSize, weighted);
            set = TrainingSet.OfFeatures((RowValues)set.Features, set.Weights);
            var batch = new RowBatch(set, set.AllRows());
            Engines.AssertClose(torch.Evaluate(batch, plan.Strengths()), fused.Evaluate(batch, plan.Strengths()), 1e-5);
            var (expected, actual) = (torch.AddGradient(batch, plan.Strengths()), fused.AddGradient(batch, plan.Strengths()));
            Engines.AssertClose(expected, actual, 1e-4);
            Engines.AssertClose(torch.GradientByWeights(plan), fused.GradientByWeights(plan), 1e-4);
            // The optimizer would make much of little differences.
            fused.SetState(torch.GetState() is var state ? new EngineState(state.Step, Packed(plan, torch.GetWeights()), fused.GetState().Slots) : null!);
            torch.Update(0.01);
            fused.Update(0.01);
            foreach (var dictionary in plan.Dictionaries)
            {
                AssertUnitRows(fused.GetWeights()[plan.IndexOf(dictionary)]);
                AssertUnitRows(torch.GetWeights()[plan.IndexOf(dictionary)]);
            }
        }
    }

    private static float[] Packed(NetworkPlan plan, IReadOnlyList<WeightTensor> weights)
    {
        var parameters = new float[plan.ParameterLength];
        Weights.Pack(plan, weights, parameters);
        return parameters;
    }

    /// <summary>Not as training begins, where biases are 0 and the decoder is the encoder's transpose; some units dead, others not.</summary>
    private static IReadOnlyList<WeightTensor> Jittered(IReadOnlyList<WeightTensor> weights, NetworkPlan plan, Random random)
    {
        foreach (var (place, weight) in plan.Weights.Zip(weights))
        {
            for (var i = 0; i < weight.Values.Length && place.Role != WeightRole.Dictionary; i++)
            {
                weight.Values[i] = place.Role switch
                {
                    WeightRole.RowsSinceActive => random.Next(20),
                    WeightRole.Threshold => 0.5f * random.NextSingle(),
                    WeightRole.MovingThreshold => random.NextSingle(),
                    _ => weight.Values[i] + 0.3f * Numbers.Next(random),
                };
            }
        }

        return weights;
    }

    private static void AssertUnitRows(WeightTensor dictionary)
    {
        foreach (var row in dictionary.Values.Chunk(dictionary.Shape[1]))
            Assert.AreEqual(1, row.Sum(value => (double)value * value), 1e-5);
    }
}
