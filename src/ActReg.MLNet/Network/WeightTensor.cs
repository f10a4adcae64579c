namespace ActReg.MLNet;

/// <summary>One of a network's weight arrays, as Keras lays it out.</summary>
/// <param name="Name">The layer's name and the weight's, such as <c>dense/kernel</c> or <c>dense_1/bias</c>.</param>
/// <param name="Shape">Its dimensions, such as [inputs, units] for a dense kernel; each layer's type says which.</param>
/// <param name="Values">Its values, row-major.</param>
public sealed record WeightTensor(string Name, int[] Shape, float[] Values)
{
    /// <summary>Its name and shape.</summary>
    public override string ToString() => $"{Name} {LayerShape.Text(Shape)}";

    /// <summary>The same, in arrays of its own.</summary>
    internal WeightTensor Copy() => new(Name, [.. Shape], [.. Values]);

    /// <summary>Some rows and columns of a matrix, in the order given; a vector is one of one row, and what has more dimensions one matrix for each place before.</summary>
    /// <param name="rows">Of each matrix.</param>
    /// <param name="columns">Of each matrix.</param>
    internal WeightTensor Take(IReadOnlyList<int> rows, IReadOnlyList<int> columns)
    {
        if (Shape.Length == 1)
            return new(Name, [columns.Count], [.. columns.Select(column => Values[column])]);
        var matrix = Shape[^2] * Shape[^1];
        return new(Name, [.. Shape[..^2], rows.Count, columns.Count],
        [
            .. from place in Enumerable.Range(0, Values.Length / matrix)
               from row in rows
               from column in columns
               select Values[place * matrix + row * Shape[^1] + column],
        ]);
    }

    /// <summary>All rows of some columns, in the order given.</summary>
    internal WeightTensor TakeColumns(IReadOnlyList<int> columns) =>
        Take([.. Enumerable.Range(0, Shape.Length == 1 ? 1 : Shape[^2])], columns);
}
