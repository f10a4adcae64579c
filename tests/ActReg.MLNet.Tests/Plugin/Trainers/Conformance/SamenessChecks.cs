using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;

namespace ActReg.MLNet.Tests.Conformance;

/// <summary>What must make no difference, to the last bit.</summary>
internal static class SamenessChecks
{
    public static void Scores_do_not_depend_on_other_rows(CheckedTrainer trainer)
    {
        var rows = CheckedRows.Create(trainer.Task);
        var model = trainer.Fit(rows);
        var scores = Scores.Of(model, rows);
        var size = scores.Length / rows.Rows.Count;
        var reversed = Scores.Of(model, rows with { Rows = [.. rows.Rows.Reverse()] });
        TinyTraining.AreEqual(scores, reversed.Chunk(size).Reverse().SelectMany(row => row), "in another order");
        TinyTraining.AreEqual(scores, rows.Rows.SelectMany(row => Scores.Of(model, rows with { Rows = [row] })), "one by one");
    }

    public static void Sparse_features_are_dense_ones(CheckedTrainer trainer)
    {
        var rows = CheckedRows.Create(trainer.Task).With(row => row with { Features = [row.Features[0], 0, Math.Max(0, row.Features[2])] });
        TinyTraining.AreEqual(Scores.Of(trainer, rows), Scores.Of(trainer, rows with { AreSparse = true }));
    }

    public static void Names_of_columns(CheckedTrainer trainer)
    {
        var rows = CheckedRows.Create(trainer.Task);
        var expected = Scores.Of(trainer, rows);
        foreach (var (label, features) in new[] { ("größe in cm", "a.b|c;\"d\""), ("{0}", "Score of features"), ("feature", "特徴\t") })
            TinyTraining.AreEqual(expected, Scores.Of(trainer, rows, new TrainerSetup(label, features)), label);
    }

    public static void Other_columns(CheckedTrainer trainer)
    {
        var rows = CheckedRows.Create(trainer.Task);
        var view = rows.ToView();
        var fewer = BadInputs.WithoutColumn(view, "Name");
        var setup = new TrainerSetup();
        TinyTraining.AreEqual(Scores.Of(trainer.Make(setup).Fit(fewer), fewer), Scores.Of(trainer.Make(setup).Fit(view), view));
    }

    public static void Fit_twice(CheckedTrainer trainer)
    {
        var view = CheckedRows.Create(trainer.Task).ToView();
        var estimator = trainer.Make(new TrainerSetup());
        TinyTraining.AreEqual(Scores.Of(estimator.Fit(view), view), Scores.Of(estimator.Fit(view), view));
    }

    public static void Made_twice(CheckedTrainer trainer)
    {
        var rows = CheckedRows.Create(trainer.Task);
        TinyTraining.AreEqual(Scores.Of(trainer, rows), Scores.Of(trainer, rows));
    }

    /// <summary>The one thing here that must make a difference.</summary>
    public static void Another_seed_is_another_model(CheckedTrainer trainer)
    {
        var rows = CheckedRows.Create(trainer.Task);
        CollectionAssert.AreNotEqual(Scores.Of(trainer, rows), Scores.Of(trainer, rows, new TrainerSetup(Seed: 2)));
    }

    public static void Fits_in_parallel(CheckedTrainer trainer)
    {
        var view = CheckedRows.Create(trainer.Task).ToView();
        var estimator = trainer.Make(new TrainerSetup());
        var expected = Scores.Of(estimator.Fit(view), view);
        var found = new float[4][];
        var threads = found.Select((_, i) => new Thread(() => found[i] = Scores.Of(estimator.Fit(view), view))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        foreach (var scores in found)
            TinyTraining.AreEqual(expected, scores);
    }

    public static void Saved_and_loaded(CheckedTrainer trainer)
    {
        var view = CheckedRows.Create(trainer.Task).ToView();
        var model = trainer.Make(new TrainerSetup()).Fit(view);
        TinyTraining.AreEqual(Scores.Of(model, view), Scores.Of(SavedModel.Reload(new MLContext(), model, view.Schema), view));
    }
}
