namespace ActReg.MLNet.Tests.Architecture;

/// <summary>The groups of a graph's nodes that all lead to each other (Tarjan, 1972).</summary>
internal sealed class Circles
{
    private readonly Graph _graph;
    private readonly List<string[]> _found = [];
    private readonly Dictionary<string, int> _index = [];
    private readonly Dictionary<string, int> _low = [];
    private readonly Stack<string> _open = new();

    private Circles(Graph graph) => _graph = graph;

    public static IReadOnlyList<string[]> In(Graph graph)
    {
        var circles = new Circles(graph);
        foreach (var node in graph.Sources)
        {
            if (!circles._index.ContainsKey(node))
                circles.Visit(node);
        }

        return circles._found;
    }

    private void Visit(string node)
    {
        _index[node] = _low[node] = _index.Count;
        _open.Push(node);
        foreach (var (next, _) in _graph.From(node))
        {
            if (!_index.ContainsKey(next))
                Visit(next);
            if (_open.Contains(next))
                _low[node] = Math.Min(_low[node], _low[next]);
        }

        if (_low[node] == _index[node])
            Close(node);
    }

    private void Close(string first)
    {
        var circle = new List<string>();
        do
            circle.Add(_open.Pop());
        while (circle[^1] != first);
        if (circle.Count > 1)
            _found.Add([.. circle.Order(StringComparer.Ordinal)]);
    }
}
