using Microsoft.ML;
using Microsoft.ML.Transforms;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>From the columns of a table to predictions: what is fitted, and saved.</summary>
internal static class TablePipeline
{
    /// <param name="mlContext">Makes the estimators.</param>
    /// <param name="columns">All columns of the table.</param>
    /// <param name="label">What to tell.</param>
    /// <param name="options">Those of the trainer.</param>
    public static IEstimator<ITransformer> Create(
        MLContext mlContext, IReadOnlyList<TakenColumn> columns, TableLabel label, ActivityRegularizedMlpOptions options)
    {
        var prepared = new FeatureColumns(mlContext, columns).Estimator(label.Roles.Features).Append(Labels(mlContext, label));
        return label.Task switch
        {
            TableTask.Binary => prepared.Append(mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(options))
                .Append(mlContext.Transforms.Conversion.MapValue(
                    "PredictedLabel", [KeyValuePair.Create(false, label.Classes[0]), KeyValuePair.Create(true, label.Classes[1])], "PredictedLabel")),
            TableTask.Multiclass => prepared.Append(mlContext.MulticlassClassification.Trainers.ActivityRegularizedMlp(options))
                .Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel")),
            _ => prepared.Append(mlContext.Regression.Trainers.ActivityRegularizedMlp(options)),
        };
    }

    /// <summary>What makes the label that is trained on of the label's column.</summary>
    public static IEstimator<ITransformer> Labels(MLContext mlContext, TableLabel label) => label.Task switch
    {
        TableTask.Binary => mlContext.Transforms.Conversion.MapValue(
            label.Roles.Label, [KeyValuePair.Create(label.Classes[0], false), KeyValuePair.Create(label.Classes[1], true)], label.Column),
        TableTask.Multiclass => mlContext.Transforms.Conversion.MapValueToKey(
            label.Roles.Label, label.Column, keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue),
        _ => mlContext.Transforms.CopyColumns(label.Roles.Label, label.Column),
    };
}
