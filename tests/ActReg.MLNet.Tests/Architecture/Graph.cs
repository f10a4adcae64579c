namespace ActReg.MLNet.Tests.Architecture;

/// <summary>Arrows between named nodes; of equal ones, the number counts.</summary>
internal sealed class Graph(IEnumerable<(string From, string To)> arrows)
{
    private readonly Dictionary<string, (string To, int Count)[]> _arrows = arrows
        .CountBy(arrow => arrow).OrderBy(pair => pair.Key.To, StringComparer.Ordinal)
        .GroupBy(pair => pair.Key.From, pair => (pair.Key.To, pair.Value))
        .ToDictionary(group => group.Key, group => group.ToArray());

    /// <summary>The nodes that arrows leave.</summary>
    public IEnumerable<string> Sources => _arrows.Keys.Order(StringComparer.Ordinal);

    public IReadOnlyList<(string To, int Count)> From(string node) => _arrows.GetValueOrDefault(node) ?? [];

    /// <summary>The arrows but those to where others lead as well.</summary>
    public IEnumerable<(string From, string To)> Outline() =>
        from node in Sources
        let beyond = From(node).SelectMany(next => Beyond(next.To)).ToHashSet()
        from next in From(node)
        where !beyond.Contains(next.To)
        select (node, next.To);

    /// <summary>All that arrows lead to from a node.</summary>
    private HashSet<string> Beyond(string node)
    {
        var found = new HashSet<string>();
        var open = new Stack<string>([node]);
        while (open.TryPop(out var next))
        {
            foreach (var (to, _) in From(next).Where(arrow => found.Add(arrow.To)))
                open.Push(to);
        }

        return found;
    }
}
