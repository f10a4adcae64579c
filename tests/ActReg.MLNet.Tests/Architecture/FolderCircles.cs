namespace ActReg.MLNet.Tests.Architecture;

/// <summary>Folders that use each other, be it through others.</summary>
internal static class FolderCircles
{
    /// <summary>Each with the uses on the shortest way round.</summary>
    public static IEnumerable<string> Among(IEnumerable<FileUse> uses)
    {
        var byFolders = uses.Where(use => Folders.Of(use.From) != Folders.Of(use.To))
            .ToLookup(use => (From: Folders.Of(use.From), To: Folders.Of(use.To)));
        var graph = new Graph(byFolders.SelectMany(group => group, (group, _) => group.Key));
        foreach (var circle in Circles.In(graph))
        {
            var round = ShortestRound.In(graph, circle);
            var closing = round.Zip(round.Skip(1).Append(round[0])).SelectMany(step => byFolders[step]);
            yield return $"{circle.Length} folders use each other: {string.Join(", ", circle)}. The shortest way round:"
                + string.Concat(closing.Select(use => $"\n  {use}"));
        }
    }
}
