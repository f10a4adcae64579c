namespace ActReg.MLNet.Tests;

[TestClass]
public class DeterminismTests
{
    private static readonly TrainingSet Train = TrainingSets.Create(new Random(1), 50, 5);

    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void The_seed_determines_every_bit(TrainingEngine engine)
    {
        foreach (var layers in new[] { Trainings.SmallNetwork, Trainings.EveryLayer })
        {
            var settings = Trainings.Settings(engine: engine);
            var first = Trainings.Run(layers, Train, settings);
            var again = Trainings.Run(layers, Train, settings);
            CollectionAssert.AreEqual(first.Flat(), again.Flat());
            CollectionAssert.AreEqual(first.History.ToArray(), again.History.ToArray());
            CollectionAssert.AreNotEqual(first.Flat(), Trainings.Run(layers, Train, settings with { Seed = 2 }).Flat());
        }
    }

    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void A_step_can_be_taken_again_without_those_before_it(TrainingEngine engine)
    {
        using var first = Engine(engine);
        using var second = Engine(engine);
        var rows = Train.AllRows();
        for (var step = 0; step < 3; step++)
            first.Step(new(Train, rows), 0.01, [1, 1, 1]);
        second.SetState(first.GetState());
        for (var step = 0; step < 2; step++)
            Assert.AreEqual(first.Step(new(Train, rows), 0.01, [1, 1, 1]), second.Step(new(Train, rows), 0.01, [1, 1, 1]));
        CollectionAssert.AreEqual(first.GetState().Parameters, second.GetState().Parameters);
    }

    [TestMethod]
    public void Negative_seeds_are_seeds_too()
    {
        int[] seeds = [int.MinValue, -1, 0, int.MaxValue];
        var losses = seeds.Select(seed => Trainings.Run(Trainings.SmallNetwork, Train, Trainings.Settings(seed: seed)).History[0].Loss);
        Assert.HasCount(4, losses.Distinct().ToArray());
    }

    [TestMethod]
    public void Validation_and_epoch_callbacks_do_not_influence_training() => CollectionAssert.AreEqual(
        Trainings.Run(Trainings.EveryLayer, Train, Trainings.Settings()).Flat(),
        Trainings.Run(Trainings.EveryLayer, Train, Trainings.Settings(), TrainingSets.Create(new Random(2), 70, 5)).Flat());

    [TestMethod]
    public void Given_initial_weights_change_no_shuffle()
    {
        var drawn = Weights.Initialize(
            NetworkPlanner.Plan(5, Trainings.SmallNetwork), RandomStreams.Create(1, RandomStreams.Initialization));
        CollectionAssert.AreEqual(
            Trainings.Run(Trainings.SmallNetwork, Train, Trainings.Settings(seed: 1)).Flat(),
            Trainings.Run(Trainings.SmallNetwork, Train, Trainings.Settings(seed: 1), initialWeights: drawn).Flat());
    }

    [TestMethod]
    public void Given_initial_weights_are_not_changed()
    {
        var given = Weights.Zeros(NetworkPlanner.Plan(5, Trainings.SmallNetwork));
        Trainings.Run(Trainings.SmallNetwork, Train, Trainings.Settings(), initialWeights: given);
        Assert.IsFalse(given.Any(array => array.Values.AsSpan().ContainsAnyExcept(0)));
    }

    [TestMethod]
    [DataRow(TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch)]
    public void Trainings_in_parallel_do_not_influence_each_other(TrainingEngine engine)
    {
        // Of two kinds at once, so that one training finds what another of other shapes would leave.
        TrainingResult Run(int seed) => Trainings.Run(
            seed % 2 == 0 ? Trainings.SmallNetwork : Trainings.EveryLayer, Train, Trainings.Settings(seed: seed, engine: engine), Train);
        TrainingResult[] expected = [.. Enumerable.Range(0, 8).Select(Run)];
        var actual = new TrainingResult[8];
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, seed => actual[seed] = Run(seed));
        for (var seed = 0; seed < 8; seed++)
        {
            CollectionAssert.AreEqual(expected[seed].Flat(), actual[seed].Flat(), $"seed {seed}");
            CollectionAssert.AreEqual(expected[seed].History.ToArray(), actual[seed].History.ToArray(), $"seed {seed}");
        }
    }

    private static ITrainingEngine Engine(TrainingEngine engine)
    {
        var plan = NetworkPlanner.Plan(Train.FeatureCount, Trainings.EveryLayer);
        var problem = new TrainingProblem(
            plan, Weights.Initialize(plan, RandomStreams.Create(1, RandomStreams.Initialization)), new BinaryCrossEntropy(),
            Train.RowCount, Trainings.Settings());
        return engine == TrainingEngine.Torch ? new TorchEngine(problem) : new FusedEngine(problem);
    }
}
