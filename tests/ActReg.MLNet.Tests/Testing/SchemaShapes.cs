using System.Runtime.CompilerServices;
using Microsoft.ML;

namespace ActReg.MLNet.Tests.Testing;

/// <summary>Shapes: what an estimator asks for and promises, a schema less its vector sizes and key counts.</summary>
internal static class SchemaShapes
{
    /// <summary>The shape of a schema's visible columns, by ML.NET's own internal method.</summary>
    public static SchemaShape Of(DataViewSchema schema) => Create(null, schema);

    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod)]
    private static extern SchemaShape Create(SchemaShape? owner, DataViewSchema schema);
}
