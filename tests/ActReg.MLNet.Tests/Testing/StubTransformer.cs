using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests.Testing;

/// <summary>A transformer around another, to make one thing wrong at a time.</summary>
internal sealed class StubTransformer(ITransformer inner) : ITransformer
{
    /// <summary>Saved in the inner transformer's place.</summary>
    public ITransformer? SavedAs { get; init; }

    public Func<DataViewSchema, DataViewSchema>? OutputSchemaWith { get; init; }

    public Func<IRowToRowMapper, IRowToRowMapper>? MapperWith { get; init; }

    public Func<ITransformer, IDataView, IDataView>? TransformWith { get; init; }

    public bool IsRowToRowMapper => inner.IsRowToRowMapper;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) =>
        OutputSchemaWith is null ? inner.GetOutputSchema(inputSchema) : OutputSchemaWith(inputSchema);

    public IDataView Transform(IDataView input) =>
        TransformWith is null ? inner.Transform(input) : TransformWith(inner, input);

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema)
    {
        IRowToRowMapper mapper = inner.GetRowToRowMapper(inputSchema);
        return MapperWith is null ? mapper : MapperWith(mapper);
    }

    public void Save(ModelSaveContext ctx) => (SavedAs ?? inner).Save(ctx);
}
