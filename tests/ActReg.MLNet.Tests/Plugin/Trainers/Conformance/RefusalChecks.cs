using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests.Conformance;

/// <summary>What cannot be trained on is refused by name, when a pipeline is put together as when it is fitted.</summary>
internal static class RefusalChecks
{
    public static void Features_of_double(CheckedTrainer trainer) =>
        AreRefused(trainer, view => BadInputs.WithColumnType(view, "Features", DataKind.Double), "Features", "Single", "Double");

    public static void Features_that_are_no_vector(CheckedTrainer trainer) => AreRefused(trainer, view => BadInputs.WithScalar(view, "Features"), "Features");

    public static void Features_of_unknown_length(CheckedTrainer trainer) =>
        AreRefused(trainer, view => BadInputs.WithVariableLength(view, "Features"), "Features");

    public static void Labels_of_text(CheckedTrainer trainer) => AreRefused(trainer, view => BadInputs.WithColumnFrom(view, "Label", "Name"), "Label");

    public static void Labels_of_several_values(CheckedTrainer trainer) =>
        AreRefused(
            trainer,
            // Where they are to be several, one is refused.
            view => BadInputs.WithColumnFrom(view, "Label", trainer.Task is CheckedTask.MultiOutput or CheckedTask.Multilabel ? "Weight" : "Features"), "Label");

    public static void Labels_of_another_task(CheckedTrainer trainer) => AreRefused(
        trainer,
        view => trainer.Task == CheckedTask.Multiclass ? BadInputs.WithColumnFrom(view, "Label", "Weight") : BadInputs.WithKeys(view, "Label"), "Label");

    public static void Labels_of_whole_numbers(CheckedTrainer trainer) => AreRefused(
        trainer, view => BadInputs.WithColumnFrom(view, "Label", "Count"), "Label");

    public static void Weights_of_text(CheckedTrainer trainer) => AreRefused(trainer, view => BadInputs.WithColumnFrom(view, "Weight", "Name"), "Weight");

    public static void Missing_columns(CheckedTrainer trainer)
    {
        foreach (var column in new[] { "Features", "Label", "Weight" })
            AreRefused(trainer, view => BadInputs.WithoutColumn(view, column), column);
    }

    public static void No_rows(CheckedTrainer trainer) => HasNoRow(trainer, CheckedRows.Create(trainer.Task, rowCount: 0));

    public static void No_row_of_a_weight(CheckedTrainer trainer) =>
        HasNoRow(trainer, CheckedRows.Create(trainer.Task).With(row => row with { Weight = 0 }));

    private static void HasNoRow(CheckedTrainer trainer, CheckedRows rows)
    {
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => trainer.Fit(rows, new TrainerSetup(Weight: "Weight")));
        Assert.StartsWith("The training set has no usable row: it is empty", error.Message);
    }

    private static void AreRefused(CheckedTrainer trainer, Func<IDataView, IDataView> spoil, params string[] words)
    {
        var estimator = trainer.Make(new TrainerSetup(Weight: "Weight"));
        var view = spoil(CheckedRows.Create(trainer.Task).ToView());
        var promised = RejectionAssert.FailsOnPurpose(() => estimator.GetOutputSchema(SchemaShapes.Of(view.Schema)), "GetOutputSchema");
        var fitted = RejectionAssert.FailsOnPurpose(() => estimator.Fit(view), "Fit");
        foreach (var error in new[] { promised, fitted })
        {
            foreach (var word in words)
                Assert.Contains(word, error.Message);
        }

        Assert.AreEqual(promised.GetType(), fitted.GetType());
    }
}
