using System.Text.RegularExpressions;

namespace ActReg.MLNet.Interchange;

/// <summary>What Keras calls groups of weights: a layer's class in snake case, and a number from the second of a class on.</summary>
internal sealed partial class KerasGroupNames
{
    private readonly Dictionary<string, int> _counts = [];

    /// <summary>The next layer's.</summary>
    /// <param name="className">Its class, such as <c>Conv2DTranspose</c>.</param>
    public string Next(string className)
    {
        var name = SnakeCase(className);
        var count = _counts.GetValueOrDefault(name);
        _counts[name] = count + 1;
        return count == 0 ? name : $"{name}_{count}";
    }

    /// <summary>Names in order, with numbers that have no gaps.</summary>
    public static string[] Renumbered(IReadOnlyList<string> names)
    {
        var counts = new Dictionary<string, int>();
        return
        [
            .. names.Select(name =>
            {
                var kind = Number().Replace(name, "");
                var count = counts.GetValueOrDefault(kind);
                counts[kind] = count + 1;
                return count == 0 ? kind : $"{kind}_{count}";
            }),
        ];
    }

    /// <summary>keras/src/utils/naming.py, <c>to_snake_case</c>.</summary>
    public static string SnakeCase(string className) => InnerCapital().Replace(WordStart().Replace(NoWord().Replace(className, ""), "$1_$2"), "$1_$2").ToLowerInvariant();

    [GeneratedRegex("_[0-9]+$")]
    private static partial Regex Number();

    [GeneratedRegex(@"\W+")]
    private static partial Regex NoWord();

    [GeneratedRegex("(.)([A-Z][a-z]+)")]
    private static partial Regex WordStart();

    [GeneratedRegex("([a-z])([A-Z])")]
    private static partial Regex InnerCapital();
}
