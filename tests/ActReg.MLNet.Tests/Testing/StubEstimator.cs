using Microsoft.ML;

namespace ActReg.MLNet.Tests.Testing;

/// <summary>An estimator around another, to make one thing wrong at a time.</summary>
internal sealed class StubEstimator(IEstimator<ITransformer> inner) : IEstimator<ITransformer>
{
    public Func<SchemaShape, SchemaShape>? PromiseWith { get; init; }

    public Func<IDataView, ITransformer>? FitWith { get; init; }

    public ITransformer Fit(IDataView input) => FitWith is null ? inner.Fit(input) : FitWith(input);

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) =>
        PromiseWith is null ? inner.GetOutputSchema(inputSchema) : PromiseWith(inputSchema);
}
