using Microsoft.ML;
using Microsoft.ML.Data;
using ScottPlot;
using ScottPlot.Triangulation;

namespace ActReg.MLNet.Plotting;

/// <summary>A model's probabilities at the nodes of a square grid, whose outer ones lie on the bounds.</summary>
internal sealed class ProbabilityGrid
{
    private ProbabilityGrid(CoordinateRect bounds, double[,] values)
    {
        Bounds = bounds;
        Values = values;
        Boundary = Contour(bounds, values);
    }

    public CoordinateRect Bounds { get; }

    /// <summary>By row and column, row 0 at the top.</summary>
    public double[,] Values { get; }

    /// <summary>The lines on which the probability is 0.5.</summary>
    public IReadOnlyList<Coordinates[]> Boundary { get; }

    /// <summary>Scores the grid in one call of the model.</summary>
    public static ProbabilityGrid Score(ITransformer model, string featureColumnName, CoordinateRect bounds, int resolution)
    {
        var rows = new GridRow[resolution * resolution];
        for (int i = 0; i < rows.Length; i++)
        {
            var node = Node(bounds, resolution, i / resolution, i % resolution);
            rows[i] = new GridRow { Features = [(float)node.X, (float)node.Y] };
        }

        var schema = SchemaDefinition.Create(typeof(GridRow));
        schema[nameof(GridRow.Features)].ColumnName = featureColumnName;
        var scored = model.Transform(new MLContext().Data.LoadFromEnumerable(rows, schema));
        var probability = scored.Schema.GetColumnOrNull("Probability");
        if (probability?.Type is not NumberDataViewType { RawType: var raw } || raw != typeof(float))
        {
            throw new ArgumentException(
                $"model must give a column \"Probability\" of type Single; received "
                + $"{string.Join(", ", scored.Schema.Select(c => $"{c.Name}: {c.Type}"))}.",
                nameof(model));
        }

        var values = new double[resolution, resolution];
        int row = 0;
        foreach (float value in scored.GetColumn<float>(probability.Value))
        {
            values[row / resolution, row % resolution] = value;
            row++;
        }

        return row == rows.Length
            ? new(bounds, values)
            : throw new ArgumentException($"model must give one row for each of {rows.Length}; received {row}.", nameof(model));
    }

    private static IReadOnlyList<Coordinates[]> Contour(CoordinateRect bounds, double[,] values)
    {
        int resolution = values.GetLength(0);
        var grid = new Coordinates3d[resolution, resolution];
        for (int row = 0; row < resolution; row++)
        {
            for (int column = 0; column < resolution; column++)
            {
                var node = Node(bounds, resolution, row, column);
                grid[row, column] = new(node.X, node.Y, values[row, column]);
            }
        }

        return [.. RectangularGrid.GetContourLines(grid, [0.5])
            .Select(line => line.Path.Points.Where(p => double.IsFinite(p.X) && double.IsFinite(p.Y)).ToArray())
            .Where(points => points.Length > 1)];
    }

    private static Coordinates Node(CoordinateRect bounds, int resolution, int row, int column) => new(
        bounds.Left + column * bounds.Width / (resolution - 1),
        bounds.Top - row * bounds.Height / (resolution - 1));

    private sealed class GridRow
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];
    }
}
