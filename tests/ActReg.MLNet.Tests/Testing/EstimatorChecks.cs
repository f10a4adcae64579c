using Microsoft.ML;

namespace ActReg.MLNet.Tests.Testing;

/// <summary>What every estimator owes ML.NET: true promises, clear refusals, models that survive saving, sound cursors.</summary>
/// <remarks>Rows are read a hundred times: give it few, but more than the 64 that a cached view hands out at once.</remarks>
internal static class EstimatorChecks
{
    /// <summary>Fits, transforms, saves and loads, and fails the test at the first broken promise.</summary>
    /// <param name="mlContext">The context that the estimator was made with.</param>
    /// <param name="estimator">What is checked.</param>
    /// <param name="fitInput">Valid for fitting and for transforming.</param>
    /// <param name="options">Inputs to refuse, and exceptions from the rules.</param>
    public static void Run(
        MLContext mlContext, IEstimator<ITransformer> estimator, IDataView fitInput, EstimatorCheckOptions? options = null)
    {
        options ??= new EstimatorCheckOptions();
        var rejections = new RejectionChecks(fitInput.Schema);

        SchemaShape promised = estimator.GetOutputSchema(SchemaShapes.Of(fitInput.Schema));
        foreach (IDataView input in options.TransformOnlyInputs.Concat(options.InvalidInputs))
            rejections.ByEstimator(estimator, input);
        foreach (IDataView input in options.FitOnlyInputs)
            AcceptedByEstimator(estimator, input);

        ITransformer transformer = estimator.Fit(fitInput);
        ITransformer loaded = SavedModel.Reload(mlContext, transformer, fitInput.Schema);
        ITransformer loadedTwice = SavedModel.Reload(mlContext, loaded, fitInput.Schema);
        using var disposal = new Disposal(transformer, loaded, loadedTwice);

        PromiseIsKept(promised, transformer, fitInput);
        foreach (IDataView input in options.TransformOnlyInputs.Prepend(fitInput))
        {
            DataViewContents expected = TransformsWell(mlContext, transformer, input, "Transformer");
            AgreesWith(transformer, expected, loaded, input, "Loaded transformer");
            AgreesWith(transformer, expected, loadedTwice, input, "Transformer loaded, saved and loaded");
        }

        foreach (IDataView input in options.FitOnlyInputs.Concat(options.InvalidInputs))
        {
            rejections.ByTransformer(transformer, input, "Transformer");
            rejections.ByTransformer(loaded, input, "Loaded transformer");
        }

        if (options.FitIsDeterministic)
            SecondFitAgrees(estimator, transformer, fitInput);
    }

    private static void AcceptedByEstimator(IEstimator<ITransformer> estimator, IDataView input)
    {
        SchemaShape promised = estimator.GetOutputSchema(SchemaShapes.Of(input.Schema));
        ITransformer transformer = estimator.Fit(input);
        using var disposal = new Disposal(transformer);
        PromiseIsKept(promised, transformer, input);
    }

    private static void PromiseIsKept(SchemaShape promised, ITransformer transformer, IDataView input) =>
        SchemaShapeAssert.Same(promised, SchemaShapes.Of(transformer.GetOutputSchema(input.Schema)), "Estimator.GetOutputSchema");

    private static DataViewContents TransformsWell(MLContext mlContext, ITransformer transformer, IDataView input, string what)
    {
        IDataView output = transformer.Transform(input);
        SchemaAssert.Same(transformer.GetOutputSchema(input.Schema), output.Schema, $"{what}: GetOutputSchema and Transform");
        StandardAnnotations.Check(output.Schema, what);

        DataViewContents contents = CursorChecks.Run(output, $"{what}'s output");
        RowMapperChecks.Run(transformer, input, contents, what);

        // Unlike most small views, a cached one hands out real sets of cursors, and shuffles.
        string cached = $"{what}'s output of cached input";
        IDataView cachedOutput = transformer.Transform(mlContext.Data.Cache(input));
        DataViewAssert.SameRows(contents, CursorChecks.Run(cachedOutput, cached), cached, compareIds: false);
        return contents;
    }

    private static void AgreesWith(
        ITransformer original, DataViewContents expected, ITransformer other, IDataView input, string what)
    {
        DataViewSchema schema = original.GetOutputSchema(input.Schema);
        Assert.AreEqual(original.IsRowToRowMapper, other.IsRowToRowMapper, $"{what}: {nameof(ITransformer.IsRowToRowMapper)}");
        SchemaAssert.Same(schema, other.GetOutputSchema(input.Schema), $"{what}: GetOutputSchema");

        IDataView output = other.Transform(input);
        SchemaAssert.Same(schema, output.Schema, $"{what}: Transform");
        DataViewAssert.SameRows(expected, CursorChecks.Run(output, $"{what}'s output"), what);
        RowMapperChecks.Run(other, input, expected, what);
    }

    private static void SecondFitAgrees(IEstimator<ITransformer> estimator, ITransformer first, IDataView input)
    {
        ITransformer second = estimator.Fit(input);
        using var disposal = new Disposal(second);
        DataViewAssert.Same(first.Transform(input), second.Transform(input), "Second fit of the same estimator");
    }

    private sealed class Disposal(params ITransformer[] transformers) : IDisposable
    {
        public void Dispose()
        {
            foreach (ITransformer transformer in transformers)
                (transformer as IDisposable)?.Dispose();
        }
    }
}
