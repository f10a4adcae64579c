using static TorchSharp.torch;

namespace ActReg.MLNet.Tests;

/// <summary>libtorch's settings belong to the caller.</summary>
[TestClass]
[DoNotParallelize]
public class TorchEngineTests
{
    private static readonly Layer[] Layers =
    [
        Layer.Dense(6, Activation.LeakyRelu(), ActivityRegularizer.L1L2(), KernelRegularizer.L1L2()),
        Layer.Activation(Activation.Gelu(approximate: true)), Layer.Dense(6, Activation.Elu()),
        Layer.Dense(6, Activation.Sigmoid, ActivityRegularizer.KullbackLeibler()), .. Trainings.EveryLayer,
    ];

    private static readonly TrainingSet Train = TrainingSets.Create(new Random(1), 50, 5);

    [TestMethod]
    public void Training_leaves_the_global_random_state_alone()
    {
        TorchRuntime.EnsureLoaded();
        var threads = get_num_threads();
        using var before = random.get_rng_state();
        Run();
        using var after = random.get_rng_state();
        CollectionAssert.AreEqual(before.data<byte>().ToArray(), after.data<byte>().ToArray());
        Assert.AreEqual(threads, get_num_threads());
    }

    [TestMethod]
    public void Training_does_not_depend_on_the_callers_defaults()
    {
        TorchRuntime.EnsureLoaded();
        var expected = Run();
        set_default_dtype(ScalarType.Float64);
        try
        {
            using var noGradients = no_grad();
            CollectionAssert.AreEqual(expected, Run());
            Assert.AreEqual(ScalarType.Float64, get_default_dtype());
            Assert.IsFalse(is_grad_enabled());
        }
        finally
        {
            set_default_dtype(ScalarType.Float32);
        }
    }

    /// <summary>See <see cref="TorchArithmetic"/>.</summary>
    [TestMethod]
    public void Training_survives_garbage_collections_at_any_moment()
    {
        TorchRuntime.EnsureLoaded();
        var expected = Run();
        Collections.During(() =>
        {
            for (var i = 0; i < 10; i++)
                CollectionAssert.AreEqual(expected, Run());
        });
    }

    [TestMethod]
    public void Training_leaves_no_tensor_behind()
    {
        TorchRuntime.EnsureLoaded();
        Run();
        var before = TorchSharp.DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (NewDisposeScope())
        {
            Run();
            Assert.AreEqual(before, TorchSharp.DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        }
    }

    /// <summary>Rounding aside: logarithms are taken of what is left to 1.</summary>
    [TestMethod]
    public void Shares_of_all_are_1_whatever_the_weights()
    {
        TorchRuntime.EnsureLoaded();
        var plan = NetworkPlanner.Plan(2, [Layer.Dense(3, Activation.Relu, ActivityRegularizer.L1()), Layer.Dense(1)]);
        for (var rows = 1; rows < 300; rows++)
        {
            var set = TrainingSets.Create(new Random(rows), rows, 2, weighted: true) with { Targets = new(1, new float[rows]) };
            var problem = new TrainingProblem(
                plan, Weights.Zeros(plan), new BinaryCrossEntropy(), rows, Trainings.Settings());
            using var engine = new TorchEngine(problem);
            using var fused = new FusedEngine(problem);
            var sums = engine.Step(new(set, set.AllRows()), 0.01, [1]);
            fused.Step(new(set, set.AllRows()), 0.01, [1]);
            Assert.AreEqual(1, fused.ZeroFractions[0], 1e-6);
            Assert.IsLessThanOrEqualTo(1, fused.ZeroFractions[0]);
            Assert.AreEqual(1, engine.ZeroFractions[0], 1e-6);
            Assert.IsLessThanOrEqualTo(1, engine.ZeroFractions[0]);
            Assert.AreEqual(sums.Weight, sums.Correct, 1e-6 * rows);
            Assert.IsLessThanOrEqualTo(sums.Weight, sums.Correct);
        }
    }

    /// <summary>All weights of one training with each optimizer and each way of clipping.</summary>
    private static float[] Run() =>
    [
        .. Optimizers.Samples.SelectMany((optimizer, i) => Trainings.Run(
            Layers, Train,
            Trainings.Settings(epochs: 2, engine: TrainingEngine.Torch) with
            {
                Optimizer = optimizer,
                GradientClipping = Optimizers.Clippings[i % Optimizers.Clippings.Count],
            },
            Train).Flat()),
    ];
}
