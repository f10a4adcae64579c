using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>Parity with an independent implementation, step by step, through the public API.</summary>
[TestClass]
public class GoldenTrajectoryTests
{
    private static readonly GoldenTrajectory Golden = GoldenTrajectory.Load();

    public static IEnumerable<object[]> Cases =>
        from variant in Golden.Variants
        from engine in new[] { TrainingEngine.Fused, TrainingEngine.Torch }
        select new object[] { variant, engine };

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Twenty_steps_match(string variant, TrainingEngine engine)
    {
        var context = new MLContext(seed: 1);
        var trainer = context.BinaryClassification.Trainers.ActivityRegularizedMlp(new ActivityRegularizedMlpOptions
        {
            Layers = Golden.Layers(variant),
            Epochs = GoldenTrajectory.Steps,
            BatchSize = 30,
            LearningRate = 1e-3f,
            Shuffle = false,
            InitialWeights = Golden.InitialWeights,
            Engine = engine,
        });

        var model = trainer.Fit(Data.Binary(context, 2, Golden.Features, Golden.Labels)).Model.SubModel;

        AssertClose(Golden.Series(variant, "total"), model.History.Select(epoch => epoch.Loss));
        AssertClose(Golden.Series(variant, "bce"), model.History.Select(epoch => epoch.DataLoss));
        AssertClose(Golden.Series(variant, "activity"), model.History.Select(epoch => epoch.ActivityPenalty));
        AssertClose(Golden.Series(variant, "train_acc"), model.History.Select(epoch => epoch.Accuracy));
        foreach (var (expected, actual) in Golden.FinalWeights(variant).Zip(model.GetWeights()))
            AssertClose(expected.Select(value => (double)value), actual.Values.Select(value => (double)value));
    }

    private static void AssertClose(IEnumerable<double> expected, IEnumerable<double> actual)
    {
        var wanted = expected.ToArray();
        var found = actual.ToArray();
        Assert.HasCount(wanted.Length, found);
        for (var i = 0; i < wanted.Length; i++)
            Assert.AreEqual(wanted[i], found[i], GoldenTrajectory.Tolerance, $"at {i}");
    }
}
