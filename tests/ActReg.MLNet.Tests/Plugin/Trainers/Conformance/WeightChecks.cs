namespace ActReg.MLNet.Tests.Conformance;

/// <summary>What rows count, and that those which cannot count do not.</summary>
internal static class WeightChecks
{
    private const float Rounding = 1e-4f;

    private static readonly TrainerSetup Weighted = new(Weight: "Weight");

    public static void Weights_of_one_are_none(CheckedTrainer trainer)
    {
        var rows = CheckedRows.Create(trainer.Task);
        TinyTraining.AreEqual(Scores.Of(trainer, rows), Scores.Of(trainer, rows, Weighted));
    }

    public static void A_weight_of_two_is_the_row_twice(CheckedTrainer trainer)
    {
        var rows = CheckedRows.Create(trainer.Task);
        var heavy = rows.With(row => IsHeavy(row) ? row with { Weight = 2 } : row);
        var twice = rows with { Rows = [.. rows.Rows, .. rows.Rows.Where(IsHeavy)] };
        var expected = Scores.Of(trainer.Fit(twice), rows);
        foreach (var (two, once) in expected.Zip(Scores.Of(trainer.Fit(heavy, Weighted), rows)))
            Assert.AreEqual(two, once, Rounding * Math.Max(1, Math.Abs(two)));
        // Else it would show nothing.
        Assert.IsTrue(expected.Zip(Scores.Of(trainer.Fit(rows), rows)).Any(pair => Math.Abs(pair.First - pair.Second) > 3 * Rounding));
    }

    public static void A_weight_of_zero_is_no_row(CheckedTrainer trainer) =>
        AreAsRemoved(trainer, row => row with { Weight = 0 });

    public static void Missing_and_infinite_features_are_no_row(CheckedTrainer trainer)
    {
        foreach (var value in Unusable(trainer))
            AreAsRemoved(trainer, row => row with { Features = [row.Features[0], value, row.Features[2]] });
    }

    public static void Missing_labels_are_no_row(CheckedTrainer trainer)
    {
        if (trainer.Task is not (CheckedTask.Binary or CheckedTask.Multilabel))
            AreAsRemoved(trainer, row => row with { Label = float.NaN });
    }

    public static void Missing_and_infinite_features_score_NaN(CheckedTrainer trainer)
    {
        var rows = CheckedRows.Create(trainer.Task);
        var model = trainer.Fit(rows);
        foreach (var value in Unusable(trainer))
        {
            var scores = Scores.Of(model, rows with { Rows = [new([0, value, 0], 1)] });
            Assert.IsTrue(scores.All(float.IsNaN), $"the score of {value} is {scores[0]}");
        }
    }

    private static float[] Unusable(CheckedTrainer trainer) =>
        [.. trainer.TakesMissing ? Array.Empty<float>() : [float.NaN], float.PositiveInfinity, float.NegativeInfinity];

    private static bool IsHeavy(CheckedRow row) => row.Features[0] > 0;

    private static void AreAsRemoved(CheckedTrainer trainer, Func<CheckedRow, CheckedRow> spoil)
    {
        var rows = CheckedRows.Create(trainer.Task);
        var spoilt = rows with { Rows = [.. rows.Rows.Select((row, i) => i % 3 == 1 ? spoil(row) : row)] };
        var removed = rows with { Rows = [.. rows.Rows.Where((_, i) => i % 3 != 1)] };
        TinyTraining.AreEqual(Scores.Of(trainer.Fit(removed, Weighted), rows), Scores.Of(trainer.Fit(spoilt, Weighted), rows));
    }
}
