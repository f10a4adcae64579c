namespace ActReg.MLNet;

/// <summary>Whether a shape laid over features is that of their column.</summary>
internal static class InputShapes
{
    /// <summary>Refuses, for instance, pixels whose channels come last: the same number of values, but other neighbours.</summary>
    /// <param name="shape">The shape laid over the features; or null.</param>
    /// <param name="dimensions">Those of the column's vector, if it has several.</param>
    /// <param name="column">The column's name.</param>
    /// <exception cref="ArgumentException">Both have several dimensions, and other ones.</exception>
    public static void Check(IReadOnlyList<int>? shape, IReadOnlyList<int>? dimensions, string column)
    {
        if (shape is { Count: > 1 } && dimensions != null && !WithoutOnes(dimensions).SequenceEqual(WithoutOnes(shape)))
            throw new ArgumentException(Rule.Broken("inputShape", $"must be {LayerShape.Text(dimensions)}, the dimensions of column \"{column}\"", LayerShape.Text(shape)));
    }

    private static IEnumerable<int> WithoutOnes(IReadOnlyList<int> dimensions) => dimensions.Where(dimension => dimension > 1);
}
