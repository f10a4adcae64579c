using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests.Conformance;

/// <summary>What models say of rows.</summary>
internal static class Scores
{
    /// <summary>The column Score, all its values one after the other.</summary>
    public static float[] Of(ITransformer model, IDataView data)
    {
        var scored = model.Transform(data);
        return scored.Schema["Score"].Type is VectorDataViewType
            ? [.. scored.GetColumn<float[]>("Score").SelectMany(row => row)] : [.. scored.GetColumn<float>("Score")];
    }

    public static float[] Of(ITransformer model, CheckedRows rows) => Of(model, rows.ToView());

    /// <summary>Those of a model that is trained on the rows that it scores.</summary>
    public static float[] Of(CheckedTrainer trainer, CheckedRows rows, TrainerSetup? setup = null)
    {
        setup ??= new TrainerSetup();
        return Of(trainer.Fit(rows, setup), rows.ToView(setup.Label, setup.Features));
    }

    public static void AreFinite(CheckedTrainer trainer, CheckedRows rows)
    {
        var scores = Of(trainer, rows);
        Assert.IsGreaterThanOrEqualTo(rows.Rows.Count, scores.Length);
        Assert.IsTrue(scores.All(float.IsFinite), "scores that are not finite");
    }
}
