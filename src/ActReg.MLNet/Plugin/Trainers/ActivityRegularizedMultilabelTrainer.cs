using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace ActReg.MLNet;

/// <summary>Trains a network with activity regularization to tell which of several labels a row has, by the mean of their binary cross-entropies.</summary>
/// <remarks>
/// <para>Made by <c>mlContext.MulticlassClassification.Trainers.ActivityRegularizedMultilabelMlp</c> and <c>ActivityRegularizedMultilabelNetwork</c>.</para>
/// <para>Input columns: features, a known-size vector of <see cref="float"/>, best on one scale (<c>NormalizeMeanVariance</c>); the label, a known-size vector of
/// <see cref="bool"/>, or of <see cref="float"/> that are 0 or 1; optionally a weight, <see cref="float"/>. Output columns, with the labels' slot names: Score, the
/// logits; Probability, their sigmoids; PredictedLabel, whether each Score is above 0, a vector of <see cref="bool"/>.</para>
/// <para>Rows with a feature, label or weight that is missing or infinite, or a weight that is not above 0, are skipped with a warning. A feature that is not finite
/// scores NaN. The history's accuracy is the share of labels that are told correctly. <c>mlContext.MulticlassClassification.EvaluateMultilabel</c> measures what it predicts.</para>
/// </remarks>
public sealed class ActivityRegularizedMultilabelTrainer : VectorTrainerBase
{
    private const string LoadName = "ActivityRegularizedMultilabel";

    internal ActivityRegularizedMultilabelTrainer(IHostEnvironment env, ActivityRegularizedOptionsBase options)
        : base(env, LoadName, new MultilabelTrainerTask(), options)
    {
    }

    /// <summary>Called by ML.NET before training: labels may be numbers too.</summary>
    /// <param name="labelCol">The label.</param>
    protected override void CheckLabelCompatible(SchemaShape.Column labelCol)
    {
        var isVector = labelCol is { Kind: SchemaShape.Column.VectorKind.Vector, IsKey: false };
        if (!isVector || (labelCol.ItemType != BooleanDataViewType.Instance && labelCol.ItemType != NumberDataViewType.Single))
            throw Host.ExceptSchemaMismatch(nameof(labelCol), "label", labelCol.Name, "Vector<Boolean> or Vector<Single>", labelCol.GetTypeString());
    }
}
