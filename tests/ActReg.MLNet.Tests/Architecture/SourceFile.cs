namespace ActReg.MLNet.Tests.Architecture;

/// <summary>A file of a project.</summary>
/// <param name="Path">Its path in the project's folder, with slashes.</param>
/// <param name="Text">What it says.</param>
internal sealed record SourceFile(string Path, string Text)
{
    /// <summary>What MSBuild compiles for itself, as Publicize.targets says.</summary>
    private const string BuildTask = "/PublicizeAssembly.cs";

    public static IEnumerable<SourceFile> AllOf(string projectFolder) =>
        from file in Directory.EnumerateFiles(projectFolder, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        let path = System.IO.Path.GetRelativePath(projectFolder, file).Replace('\\', '/')
        where !path.EndsWith(BuildTask, StringComparison.Ordinal)
        select new SourceFile(path, File.ReadAllText(file));
}
