using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>Points as ML.NET rows: <c>Features</c> (Vector&lt;Single, 2&gt;) and <c>Label</c> (Boolean).</summary>
internal static class LabeledPointView
{
    public static IDataView Load(DataOperationsCatalog catalog, ReadOnlySpan<LabeledPoint> points)
    {
        var rows = new Row[points.Length];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = new Row { Features = [(float)points[i].X, (float)points[i].Y], Label = points[i].Label };
        return catalog.LoadFromEnumerable(rows);
    }

    private sealed class Row
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }
}
