using Microsoft.ML;
using Microsoft.ML.Transforms;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>From the columns of a table to predictions: what is fitted, and saved.</summary>
internal static class TablePipeline
{
    /// <param name="mlContext">Makes the estimators.</param>
    /// <param name="features">What makes the features.</param>
    /// <param name="label">What to tell.</param>
    /// <param name="trainer">What is trained.</param>
    public static IEstimator<ITransformer> Create(MLContext mlContext, IEstimator<ITransformer> features, TableLabel label, IEstimator<ITransformer> trainer)
    {
        var trained = features.Append(Labels(mlContext, label)).Append(trainer);
        return label.Task switch
        {
            TableTask.Binary => trained.Append(mlContext.Transforms.Conversion.MapValue(
                "PredictedLabel", [KeyValuePair.Create(false, label.Classes[0]), KeyValuePair.Create(true, label.Classes[1])], "PredictedLabel")),
            TableTask.Multiclass => trained.Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel")),
            _ => trained,
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
