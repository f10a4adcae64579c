using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;

namespace ActReg.MLNet;

public abstract partial class NetworkTrainerBase<TTransformer, TModel>
{
    private RoleMappedData? FindValidationSet(TrainContext context)
    {
        if (Options.ValidationSet != null && context.ValidationSet != null)
            throw Host.Except("Fit was given a validation set, and so were the options (validationSet); only one of the two may be.");
        if (Options.ValidationFraction > 0 && context.ValidationSet != null)
            throw Host.Except("Fit was given a validation set, and the options have a validationFraction; only one of the two may be.");
        var data = context.ValidationSet;
        if (Options.ValidationSet != null)
        {
            CheckValidationColumns(Options.ValidationSet);
            data = MakeRoles(Options.ValidationSet);
        }

        if (data != null)
        {
            CheckSameTypes(context.TrainingSet, data);
            return data;
        }

        foreach (var (option, metric) in WatchedFigure.Of(Options.Settings))
        {
            if (metric.IsOfValidation() && Options.ValidationFraction == 0)
            {
                throw Host.Except(
                    $"{option} watches {metric}, and there is no validation set: give one to Fit or in the options " +
                    "(validationSet, or validationFraction).");
            }
        }

        return null;
    }

    /// <summary>Refuses wrong columns as ML.NET does, but says which set has them.</summary>
    private void CheckValidationColumns(IDataView validationSet)
    {
        try
        {
            GetOutputSchema(SchemaShape.Create(validationSet.Schema));
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"validation set: {e.Message}", e);
        }
    }

    /// <summary>Refuses what a column's shape does not show: another number of features, or of keys.</summary>
    private void CheckSameTypes(RoleMappedData train, RoleMappedData validation)
    {
        var (expectedLabel, foundLabel) = (train.Schema.Label!.Value.Type, validation.Schema.Label!.Value.Type);
        if (!foundLabel.Equals(expectedLabel))
        {
            throw new ArgumentException(Rule.Broken(
                $"validation set: column \"{LabelColumn.Name}\"", $"must be of type {expectedLabel}, like the training set's", foundLabel));
        }

        train.CheckFeatureFloatVector(out var expected);
        validation.CheckFeatureFloatVector(out var found);
        if (found != expected)
        {
            throw new ArgumentException(Rule.Broken(
                $"validation set: column \"{FeatureColumn.Name}\"", $"must have {expected} values, like the training set's", found));
        }
    }
}
