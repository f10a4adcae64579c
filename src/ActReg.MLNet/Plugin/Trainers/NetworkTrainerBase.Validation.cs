using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;

namespace ActReg.MLNet;

public abstract partial class NetworkTrainerBase<TTransformer, TModel>
{
    private const string PipelineRemedy = " pipeline.Fit(trainData, validationData) has a validation set go through the pipeline's transforms.";

    private ValidationSet? FindValidationSet(TrainContext context, TrainingColumns columns)
    {
        if (Options.ValidationSet != null && context.ValidationSet != null)
            throw Host.Except("Fit was given a validation set, and so were the options (validationSet); only one of the two may be.");
        if (Options.ValidationFraction > 0 && MemberFraction == 0 && context.ValidationSet != null)
            throw Host.Except("Fit was given a validation set, and the options have a validationFraction; only one of the two may be.");
        var data = context.ValidationSet;
        if (Options.ValidationSet != null)
        {
            CheckValidationColumns(Options.ValidationSet);
            data = MakeRoles(Options.ValidationSet);
        }

        if (data != null)
            return Compare(context.TrainingSet, columns, data);
        if (ValidationRules.MissingSet(Options) is { } problem)
            throw Host.Except(problem);
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
            throw new ArgumentException($"validation set: {e.Message}{PipelineRemedy}", e);
        }
    }

    /// <summary>Refuses what a column's shape does not show: another number of features, other keys, another stage of the pipeline.</summary>
    private ValidationSet Compare(RoleMappedData train, TrainingColumns columns, RoleMappedData validation)
    {
        var found = ColumnMarks.Of(validation.Schema);
        CheckMarks("validation set", columns, found, PipelineRemedy);
        var (expectedLabel, foundLabel) = (train.Schema.Label!.Value.Type, validation.Schema.Label!.Value.Type);
        var classes = columns.Label.Find(found.Label);
        if (classes == null && !foundLabel.Equals(expectedLabel))
        {
            throw new ArgumentException(Rule.Broken(
                $"validation set: column \"{LabelColumn.Name}\"", $"must be of type {expectedLabel}, like the training set's", foundLabel));
        }

        train.CheckFeatureFloatVector(out var expectedFeatures);
        validation.CheckFeatureFloatVector(out var foundFeatures);
        if (foundFeatures != expectedFeatures)
        {
            throw new ArgumentException(Rule.Broken(
                $"validation set: column \"{FeatureColumn.Name}\"", $"must have {expectedFeatures} values, like the training set's", foundFeatures) + PipelineRemedy);
        }

        return new ValidationSet(validation, classes);
    }

    /// <summary>Refuses columns that are what a network was trained on by name and type, but not by what they say of themselves.</summary>
    private void CheckMarks(string what, TrainingColumns trained, TrainingColumns found, string remedy = "")
    {
        Rule.ThrowIfBroken(
        [
            trained.Features.Problem(found.Features, $"{what}: column \"{FeatureColumn.Name}\"") is { } problem ? problem + remedy : null,
            trained.Label.Problem(found.Label, $"{what}: column \"{LabelColumn.Name}\""),
        ]);
    }

    /// <param name="Data">The rows.</param>
    /// <param name="Classes">For each of its keys, counted from 0, the class that it stands for in the training set; null where they are the same.</param>
    private sealed record ValidationSet(RoleMappedData Data, IReadOnlyList<int>? Classes);
}
