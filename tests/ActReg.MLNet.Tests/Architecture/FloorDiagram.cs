using System.Text;

namespace ActReg.MLNet.Tests.Architecture;

/// <summary>A project's floors, the folders on them and what uses what, for Mermaid.</summary>
internal static class FloorDiagram
{
    public static string Draw(CompiledProject project)
    {
        var folders = project.Files.Select(Folders.Of).Distinct().Order(StringComparer.Ordinal).ToLookup(Folders.Top);
        var arrows = project.FileUses.Select(use => (From: Folders.Of(use.From), To: Folders.Of(use.To)))
            .Where(arrow => arrow.From != arrow.To)
            .ToLookup(arrow => (From: Folders.Top(arrow.From), To: Folders.Top(arrow.To)));
        var text = new StringBuilder("flowchart TD\n");
        foreach (var floor in project.Source.Floors)
        {
            text.Append($"    subgraph {floor}\n");
            foreach (var folder in folders[floor])
                text.Append($"        {Id(folder)}[{Label(folder)}]\n");
            Append(text, "        ", arrows[(floor, floor)].Select(arrow => (Id(arrow.From), Id(arrow.To))));
            text.Append("    end\n");
        }

        Append(text, "    ", arrows.Select(group => group.Key).Where(arrow => arrow.From != arrow.To));
        return text.ToString();
    }

    /// <summary>Few enough arrows to see through.</summary>
    private static void Append(StringBuilder text, string indent, IEnumerable<(string From, string To)> arrows)
    {
        foreach (var (from, to) in new Graph(arrows).Outline())
            text.Append($"{indent}{from} --> {to}\n");
    }

    /// <summary>A floor's own files stand in a box of their own, which must not be taken for the floor.</summary>
    private static string Id(string folder) => folder == Folders.Top(folder) ? folder + "_" : folder.Replace('/', '_');

    private static string Label(string folder) => folder == Folders.Top(folder) ? folder : folder[(folder.IndexOf('/') + 1)..];
}
