namespace ActReg.MLNet.Tests.Architecture;

/// <summary>The way round in a graph along the fewest arrows, equal ones counted (Dijkstra, 1959).</summary>
internal static class ShortestRound
{
    /// <summary>Its nodes, each once, in a circle's.</summary>
    public static IReadOnlyList<string> In(Graph graph, IReadOnlyList<string> circle) =>
        circle.Select(start => From(graph, start)).MinBy(round => round.Length).Nodes;

    private static (int Length, string[] Nodes) From(Graph graph, string start)
    {
        var previous = new Dictionary<string, string>();
        var open = new PriorityQueue<(string From, string To), int>();
        var (node, length) = (start, 0);
        do
        {
            foreach (var next in graph.From(node))
                open.Enqueue((node, next.To), length + next.Count);
            (string From, string To) arrow;
            do
                open.TryDequeue(out arrow, out length);
            while (!previous.TryAdd(arrow.To, arrow.From));
            node = arrow.To;
        }
        while (node != start);

        var back = new List<string> { previous[start] };
        while (back[^1] != start)
            back.Add(previous[back[^1]]);
        return (length, [.. Enumerable.Reverse(back)]);
    }
}
