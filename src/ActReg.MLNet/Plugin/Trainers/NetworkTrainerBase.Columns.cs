using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace ActReg.MLNet;

// The interface again, so that pipelines call these methods instead of those that they hide.
public abstract partial class NetworkTrainerBase<TTransformer, TModel> : IEstimator<TTransformer>, ITakesValidationSet
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

    ITransformer ITakesValidationSet.Fit(IDataView trainData, IDataView validationData) => Fit(trainData, validationData);

    /// <summary>The input columns and those that the trained model adds.</summary>
    /// <param name="inputSchema">The input columns.</param>
    /// <exception cref="ArgumentException">A column is missing, or of another type.</exception>
    public new SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        CheckColumns(inputSchema);
        return base.GetOutputSchema(inputSchema);
    }

    private protected new TTransformer TrainTransformer(IDataView trainSet, IDataView? validationSet = null, IPredictor? initPredictor = null)
    {
        CheckColumns(SchemaShape.Create(trainSet.Schema));
        return base.TrainTransformer(trainSet, validationSet, initPredictor);
    }

    /// <summary>Refuses columns of wrong types as ML.NET does, but says what makes right ones of them.</summary>
    private void CheckColumns(SchemaShape inputSchema)
    {
        if (inputSchema.TryFindColumn(FeatureColumn.Name, out var features) && !FeatureColumn.IsCompatibleWith(features))
            throw Mismatch("feature", FeatureColumn, features, ColumnRemedies.OfFeatures(features));
        if (inputSchema.TryFindColumn(LabelColumn.Name, out var label) && _task.LabelRemedy(label) is { Length: > 0 } remedy && !IsCompatible(label))
            throw Mismatch("label", LabelColumn, label, remedy);
        if (WeightColumn is { Name: { } name } expected && inputSchema.TryFindColumn(name, out var weight) && !expected.IsCompatibleWith(weight))
            throw Mismatch("weight", expected, weight, ColumnRemedies.OfSingle(weight));
    }

    private bool IsCompatible(SchemaShape.Column label)
    {
        try
        {
            CheckLabelCompatible(label);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private Exception Mismatch(string role, SchemaShape.Column expected, SchemaShape.Column found, string remedy) =>
        Host.ExceptParam("inputSchema", $"Schema mismatch for {role} column '{found.Name}': expected {expected.GetTypeString()}, got {found.GetTypeString()}.{remedy}");
}
