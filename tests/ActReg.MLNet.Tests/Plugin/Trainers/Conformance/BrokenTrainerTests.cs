namespace ActReg.MLNet.Tests.Conformance;

/// <summary>Every check catches a trainer that is broken on purpose.</summary>
[TestClass]
[DoNotParallelize]
public sealed class BrokenTrainerTests
{
    public static IEnumerable<object[]> Checks => TrainerChecks.All.Keys.Select(name => new object[] { name });

    [TestCleanup]
    public void CleanUp() => BrokenTrainers.CleanUp();

    [TestMethod]
    [DynamicData(nameof(Checks))]
    public void Is_caught(string check)
    {
        // Some are of one task alone.
        var task = check switch
        {
            nameof(FittingChecks.More_classes_than_rows) => CheckedTask.Multiclass,
            nameof(WeightChecks.Missing_labels_are_no_row) => CheckedTask.Regression,
            _ => CheckedTask.Binary,
        };
        var sound = CheckedTrainer.All.First(trainer => trainer.Task == task);
        Assert.Throws<Exception>(() => TrainerChecks.All[check](BrokenTrainers.ByCheck[check](sound)));
    }
}
