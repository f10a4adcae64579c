using ActReg.MLNet.PackageTests;

namespace ActReg.MLNet.NotebookTests;

/// <summary>The notebooks in the source tree, where they are read and, on demand, written.</summary>
internal static class NotebookFolder
{
    private const string UpdateVariable = "ACTREG_UPDATE_NOTEBOOKS";

    /// <summary>Whether to write outputs into the notebooks instead of comparing them.</summary>
    public static bool IsUpdate { get; } = Environment.GetEnvironmentVariable(UpdateVariable) == "1";

    public static string HowToUpdate { get; } =
        $"If the new output is right, save it: {UpdateVariable}=1 dotnet test tests/ActReg.MLNet.NotebookTests -c Release";

    public static string Path { get; } = Build.At("notebooks");

    public static IEnumerable<string> FileNames =>
        Directory.EnumerateFiles(Path, "*.ipynb").Select(path => System.IO.Path.GetFileName(path)).Order(StringComparer.Ordinal);

    public static string File(string name) => System.IO.Path.Combine(Path, name);
}
