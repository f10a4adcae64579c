using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>
/// Networks of more than 2 GiB are stored like any other. They take minutes, 8 GB of memory and 7 GB of disk, and are skipped but with
/// <c>ACTREG_HUGE=1 dotnet test -c Release --filter TestCategory=Huge</c>.
/// </summary>
[TestClass]
[DoNotParallelize]
[TestCategory("Huge")]
public sealed class HugeNetworkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestInitialize]
    public void Skip()
    {
        if (Environment.GetEnvironmentVariable("ACTREG_HUGE") != "1")
            Assert.Inconclusive("ACTREG_HUGE is not 1");
    }

    /// <summary>564 million weights, 2.3 GB, through ML.NET's zip.</summary>
    [TestMethod]
    public void A_model()
    {
        var network = Huge();
        var mlContext = new MLContext();
        mlContext.Model.Save(TinyTraining.Fit().With(mlContext, network), TinyTraining.Circles(mlContext).Schema, _folder["model.zip"]);
        AreEqual(network, new MLContext().Model.Load(_folder["model.zip"], out _).Network().Network);
    }

    /// <summary>The same with as many parameters, of which each array has more bytes than an <see cref="int"/> counts.</summary>
    [TestMethod]
    public void A_checkpoint()
    {
        var network = Huge();
        var kernel = network.Weights[2].Values;
        var file = new CheckpointFile(_folder["checkpoint"]);
        file.Write(new Checkpoint(new TrainingFingerprint([]), network, new EngineState(7, kernel, []), new PenaltyState([], [], [])));
        Assert.IsGreaterThan(8L * kernel.Length, new FileInfo(_folder["checkpoint"]).Length);
        var read = file.Read()!;
        AreEqual(network, read.Network);
        Assert.AreEqual(7, read.Engine.Step);
        Assert.IsTrue(kernel.AsSpan().SequenceEqual(read.Engine.Parameters));
    }

    /// <summary>144 million weights with Adam, 2.3 GB in all, through training itself.</summary>
    [TestMethod]
    public void A_training_that_goes_on()
    {
        const int Units = 12_000;
        var training = new CheckpointedTraining(
            [Layer.Dense(Units, Activation.Relu), Layer.Dense(1)], TrainingSets.Create(new Random(1), 4, Units), null,
            Trainings.Settings(epochs: 3, batchSize: 4), new CheckpointFile(_folder["checkpoint"]));
        training.DieAfter(2);
        Assert.IsGreaterThan(4L * 4 * Units * Units, new FileInfo(_folder["checkpoint"]).Length);
        Assert.HasCount(3, training.Run().History);
        Assert.IsEmpty(_folder.Files);
    }

    private static TrainedNetwork Huge()
    {
        const int Size = 23_750;
        var plan = NetworkPlanner.Plan(2, [Layer.Dense(Size), Layer.Dense(Size), Layer.Dense(1)]);
        var weights = Weights.Zeros(plan);
        var kernel = weights[2].Values;
        for (var i = 0; i < kernel.Length; i++)
            kernel[i] = i % 1000;
        return new TrainedNetwork(plan, weights, [], Trainings.Settings());
    }

    private static void AreEqual(TrainedNetwork expected, TrainedNetwork actual)
    {
        Assert.HasCount(expected.Weights.Count, actual.Weights);
        foreach (var (wanted, found) in expected.Weights.Zip(actual.Weights))
            Assert.IsTrue(wanted.Values.AsSpan().SequenceEqual(found.Values), wanted.Name);
    }
}
