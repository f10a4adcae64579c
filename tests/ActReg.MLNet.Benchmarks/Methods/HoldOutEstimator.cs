using Microsoft.ML;
using Create = System.Func<
    Microsoft.ML.MLContext, ActReg.MLNet.ActivityRegularizedMlpOptions, Microsoft.ML.IEstimator<Microsoft.ML.ITransformer>>;

namespace ActReg.MLNet.Benchmarks.Methods;

/// <summary>Trains on nine tenths of the rows, and validates on the others.</summary>
internal sealed class HoldOutEstimator(MLContext mlContext, Create create, ActivityRegularizedMlpOptions options)
    : IEstimator<ITransformer>
{
    public ITransformer Fit(IDataView input)
    {
        var parts = mlContext.Data.TrainTestSplit(input, testFraction: 0.1);
        options.ValidationSet = parts.TestSet;
        return create(mlContext, options).Fit(parts.TrainSet);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => create(mlContext, options).GetOutputSchema(inputSchema);
}
