using Microsoft.ML;

namespace ActReg.MLNet.Tests.Testing;

/// <summary>Equality of shapes: what was promised is delivered, what is delivered was promised, annotations included.</summary>
/// <remarks>That is ML.NET's own compatibility test, asked in both directions.</remarks>
internal static class SchemaShapeAssert
{
    public static void Same(SchemaShape promised, SchemaShape delivered, string what)
    {
        string[] differences = [.. Differences(promised, delivered, "column")];
        if (differences.Length > 0)
            Assert.Fail($"{what}: {string.Join("; ", differences)}");
    }

    private static IEnumerable<string> Differences(SchemaShape promised, SchemaShape delivered, string kind)
    {
        foreach (string twice in Twice(promised).Concat(Twice(delivered)))
            yield return $"{kind} '{twice}' occurs twice";

        foreach (string name in promised.Concat(delivered).Select(column => column.Name).Distinct())
        {
            SchemaShape.Column[] left = [.. promised.Where(column => column.Name == name)];
            SchemaShape.Column[] right = [.. delivered.Where(column => column.Name == name)];
            if (right.Length == 0)
                yield return $"{kind} '{name}' is promised but not delivered";
            else if (left.Length == 0)
                yield return $"{kind} '{name}' is delivered but not promised";
            else
            {
                foreach (string difference in Differences(left[0], right[0], kind))
                    yield return difference;
            }
        }
    }

    private static IEnumerable<string> Differences(SchemaShape.Column promised, SchemaShape.Column delivered, string kind)
    {
        if (promised.Kind != delivered.Kind || promised.IsKey != delivered.IsKey || !promised.ItemType.Equals(delivered.ItemType))
            yield return $"{kind} '{promised.Name}' is promised as {Describe(promised)} but delivered as {Describe(delivered)}";
        foreach (string difference in Differences(promised.Annotations, delivered.Annotations, $"'{promised.Name}' annotation"))
            yield return difference;
    }

    private static string Describe(SchemaShape.Column column) =>
        $"{column.Kind} of {(column.IsKey ? "key " : "")}{column.ItemType}";

    private static IEnumerable<string> Twice(SchemaShape shape) =>
        shape.GroupBy(column => column.Name).Where(group => group.Count() > 1).Select(group => group.Key);
}
