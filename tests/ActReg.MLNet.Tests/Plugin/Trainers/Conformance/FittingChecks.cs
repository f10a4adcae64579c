namespace ActReg.MLNet.Tests.Conformance;

/// <summary>Whatever the rows are like, there is a model of them, or an error that says why not.</summary>
internal static class FittingChecks
{
    public static void One_feature(CheckedTrainer trainer) => Scores.AreFinite(trainer, CheckedRows.Create(trainer.Task, featureCount: 1));

    public static void One_row(CheckedTrainer trainer) => Scores.AreFinite(trainer, CheckedRows.Create(trainer.Task, rowCount: 1));

    public static void Many_features_of_few_rows(CheckedTrainer trainer) =>
        Scores.AreFinite(trainer, CheckedRows.Create(trainer.Task, rowCount: 3, featureCount: 200));

    public static void Constant_features(CheckedTrainer trainer) =>
        Scores.AreFinite(trainer, CheckedRows.Create(trainer.Task).With(row => row with { Features = [1, 0, -2] }));

    public static void Labels_of_one_class(CheckedTrainer trainer) =>
        Scores.AreFinite(trainer, CheckedRows.Create(trainer.Task).With(row => row with { Label = 1 }));

    public static void More_classes_than_rows(CheckedTrainer trainer) =>
        Scores.AreFinite(trainer, CheckedRows.Create(trainer.Task, rowCount: 4) with { ClassCount = 10 });

    public static void Huge_and_tiny_features(CheckedTrainer trainer)
    {
        foreach (var scale in new[] { 1e30f, 1e6f, 1e-6f, 1e-30f })
        {
            var rows = CheckedRows.Create(trainer.Task).With(row => row with { Features = [.. row.Features.Select(value => scale * value)] });
            try
            {
                Scores.AreFinite(trainer, rows);
            }
            catch (InvalidOperationException e)
            {
                Assert.StartsWith("Training diverged", e.Message);
                Assert.IsGreaterThan(1e20f, scale, "diverged");
            }
        }
    }
}
