using Microsoft.ML;

namespace ActReg.MLNet.Tests.Testing;

/// <summary>Equality of schemas: order, names, visibility, exact types, annotations and the annotations' values.</summary>
internal static class SchemaAssert
{
    public static void Same(DataViewSchema expected, DataViewSchema actual, string what)
    {
        string[] differences = [.. Differences(expected, actual)];
        if (differences.Length > 0)
            Assert.Fail($"{what}: schemas differ: {string.Join("; ", differences)}");
    }

    private static IEnumerable<string> Differences(DataViewSchema expected, DataViewSchema actual)
    {
        if (!expected.Select(NameAndVisibility).SequenceEqual(actual.Select(NameAndVisibility)))
        {
            return [$"expected columns {string.Join(", ", expected.Select(NameAndVisibility))}, "
                + $"found {string.Join(", ", actual.Select(NameAndVisibility))}"];
        }
        return expected.Zip(actual).SelectMany(pair => TypeDifferences(pair.First, pair.Second, $"'{pair.First.Name}'"));
    }

    private static string NameAndVisibility(DataViewSchema.Column column) =>
        column.IsHidden ? $"{column.Name} (hidden)" : column.Name;

    private static IEnumerable<string> TypeDifferences(DataViewSchema.Column expected, DataViewSchema.Column actual, string path)
    {
        if (!expected.Type.Equals(actual.Type))
            yield return $"{path}: expected type {expected.Type}, found {actual.Type}";
        foreach (string difference in AnnotationDifferences(expected.Annotations, actual.Annotations, path))
            yield return difference;
    }

    // Annotations are a set: their order says nothing and saving may change it.
    private static IEnumerable<string> AnnotationDifferences(
        DataViewSchema.Annotations expected, DataViewSchema.Annotations actual, string path)
    {
        foreach (string name in expected.Schema.Concat(actual.Schema).Select(column => column.Name).Distinct())
        {
            string annotationPath = $"{path} annotation '{name}'";
            if (expected.Schema.GetColumnOrNull(name) is not { } left)
            {
                yield return $"{annotationPath}: not expected";
                continue;
            }
            if (actual.Schema.GetColumnOrNull(name) is not { } right)
            {
                yield return $"{annotationPath}: missing";
                continue;
            }

            string[] typeDifferences = [.. TypeDifferences(left, right, annotationPath)];
            foreach (string difference in typeDifferences)
                yield return difference;
            if (typeDifferences.Length > 0)
                continue;

            object leftValue = CellReader.Of(expected, left).Read();
            object rightValue = CellReader.Of(actual, right).Read();
            if (!CellComparer.Instance.Equals(leftValue, rightValue))
                yield return $"{annotationPath}: {CellComparer.Describe(leftValue, rightValue)}";
        }
    }
}
