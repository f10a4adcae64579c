using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests.Testing;

/// <summary>A row mapper around another, to make one thing wrong at a time.</summary>
internal sealed class StubMapper(IRowToRowMapper inner) : IRowToRowMapper
{
    public DataViewSchema? OtherInputSchema { get; init; }

    public bool ForgetsDependencies { get; init; }

    public DataViewSchema InputSchema => OtherInputSchema ?? inner.InputSchema;

    public DataViewSchema OutputSchema => inner.OutputSchema;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
        ForgetsDependencies ? [] : inner.GetDependencies(dependingColumns);

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) =>
        inner.GetRow(input, activeColumns);
}
