using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.Tests.Architecture;

/// <summary>The page with the picture of the floors, which is read and, on demand, written.</summary>
internal static class ArchitecturePage
{
    private const string UpdateVariable = "ACTREG_UPDATE_DOCS";
    private const string Begin = "<!-- floors: begin -->\n";
    private const string End = "<!-- floors: end -->\n";

    private static readonly string Path = Repository.At("docs", "architecture.md");

    /// <summary>Whether to write the picture into the page instead of comparing it.</summary>
    public static bool IsUpdate { get; } = Environment.GetEnvironmentVariable(UpdateVariable) == "1";

    public static string HowToUpdate { get; } =
        "docs/architecture.md shows other floors than the code has. If these are right, draw them: "
        + $"{UpdateVariable}=1 dotnet test -c Release --filter Architecture";

    /// <summary>A diagram as the page has it.</summary>
    public static string Picture(string diagram) => $"""
        ```mermaid
        {diagram}```

        An arrow leads from what uses to what is used; there is none to where others lead already.

        """.ReplaceLineEndings("\n");

    public static string Read()
    {
        var text = Text();
        return text[Place(text)];
    }

    public static void Write(string picture)
    {
        var text = Text();
        var place = Place(text);
        File.WriteAllText(Path, text[..place.Start] + picture + text[place.End..]);
    }

    private static string Text() => File.ReadAllText(Path).ReplaceLineEndings("\n");

    private static Range Place(string text) =>
        (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)..text.IndexOf(End, StringComparison.Ordinal);
}
