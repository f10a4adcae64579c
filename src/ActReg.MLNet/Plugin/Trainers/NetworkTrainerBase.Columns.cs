using Microsoft.ML;

namespace ActReg.MLNet;

// The interface again, so that pipelines call these methods instead of those that they hide.
public abstract partial class NetworkTrainerBase<TTransformer, TModel> : IEstimator<TTransformer>
{
    /// <summary>Trains.</summary>
    /// <param name="input">The rows to train on.</param>
    /// <exception cref="ArgumentException">A column is missing, or is not of the type, or the length, that it must have.</exception>
    /// <exception cref="InvalidOperationException">No row can be used, rows do not fit in memory, or a checkpoint is another training's.</exception>
    /// <exception cref="TrainingDivergedException">The loss or a weight became infinite or not a number.</exception>
    /// <exception cref="OperationCanceledException">The options' token, or the context, cancelled training.</exception>
    /// <exception cref="IOException">
    /// A checkpoint cannot be read or written from the start, or later, as a <see cref="CheckpointFailedException"/>.
    /// </exception>
    public new TTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return TrainTransformer(input);
    }

    /// <summary>The input columns and those that the trained model adds.</summary>
    /// <param name="inputSchema">The input columns.</param>
    /// <exception cref="ArgumentException">A column is missing, or of another type.</exception>
    public new SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        CheckFeatures(inputSchema);
        return base.GetOutputSchema(inputSchema);
    }

    private protected new TTransformer TrainTransformer(IDataView trainSet, IDataView? validationSet = null, IPredictor? initPredictor = null)
    {
        CheckFeatures(SchemaShape.Create(trainSet.Schema));
        return base.TrainTransformer(trainSet, validationSet, initPredictor);
    }

    /// <summary>Refuses keys as ML.NET does, but says what makes features of them.</summary>
    private void CheckFeatures(SchemaShape inputSchema)
    {
        if (inputSchema.TryFindColumn(FeatureColumn.Name, out var column) && column.IsKey)
        {
            throw new ArgumentException(Rule.Broken($"column \"{column.Name}\"", "must be a known-size vector of Single", column.GetTypeString())
                + $" mlContext.Transforms.ConcatenateCategories(\"Features\", \"{column.Name}\") makes one of keys, beside other columns if they are named too.");
        }
    }
}
