using ActReg.MLNet;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Fits pipelines whose trainer takes a validation set.</summary>
public static class ValidatedPipelineExtensions
{
    /// <summary>Fits a pipeline as <c>Fit</c> does, with a validation set that goes through the same transforms, as they were fitted to the training set, before the trainer gets it.</summary>
    /// <typeparam name="TLastTransformer">What its last estimator gives.</typeparam>
    /// <param name="pipeline">A pipeline with a trainer of this plugin, or another one that takes a validation set, among its own steps.</param>
    /// <param name="trainData">The rows to fit to, as the pipeline gets them.</param>
    /// <param name="validationData">Rows of the same columns, which are fitted to by nothing: only early stopping and <see cref="LearningRateSchedule.ReduceOnPlateau"/> heed them.</param>
    /// <exception cref="ArgumentException">No step takes a validation set, or a column is missing, or is not of the type, or the length, that it must have.</exception>
    /// <exception cref="InvalidOperationException">The trainer's options name a validation set too, or what its own <c>Fit</c> says.</exception>
    /// <example><code>
    /// var model = mlContext.Transforms.NormalizeMeanVariance("Features", fixZero: false).Append(trainer).Fit(split.TrainSet, split.TestSet);
    /// </code></example>
    public static TransformerChain<TLastTransformer> Fit<TLastTransformer>(
        this EstimatorChain<TLastTransformer> pipeline, IDataView trainData, IDataView validationData)
        where TLastTransformer : class, ITransformer
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(trainData);
        ArgumentNullException.ThrowIfNull(validationData);
        return ValidatedPipeline.Fit(pipeline, trainData, validationData);
    }
}
