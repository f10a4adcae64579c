using System.Reflection;

namespace ActReg.MLNet.Tests.Notebooks;

/// <summary>The notebooks in the source tree, where they are read and, on demand, written.</summary>
internal static class NotebookFolder
{
    private const string UpdateVariable = "ACTREG_UPDATE_NOTEBOOKS";

    /// <summary>Whether to write outputs into the notebooks instead of comparing them.</summary>
    public static bool IsUpdate { get; } = Environment.GetEnvironmentVariable(UpdateVariable) == "1";

    public static string HowToUpdate { get; } =
        $"If the new output is right, save it: {UpdateVariable}=1 dotnet test -c Release --filter Notebooks";

    public static string Path { get; } = typeof(NotebookFolder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == nameof(NotebookFolder)).Value!;

    public static IEnumerable<string> FileNames =>
        Directory.EnumerateFiles(Path, "*.ipynb").Select(path => System.IO.Path.GetFileName(path)).Order(StringComparer.Ordinal);

    public static string File(string name) => System.IO.Path.Combine(Path, name);
}
