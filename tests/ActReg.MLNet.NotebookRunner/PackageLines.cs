using System.Text.RegularExpressions;

namespace ActReg.MLNet.NotebookRunner;

/// <summary>The lines of a cell that name ActReg.MLNet's packages and the folder that has them, for another folder and a version in it.</summary>
internal static partial class PackageLines
{
    /// <param name="code">A cell.</param>
    /// <param name="feed">The folder instead of the one that any line <c>#i</c> names.</param>
    /// <param name="version">Of the packages that are named without one.</param>
    public static string Replace(string code, string feed, string version) =>
        Package().Replace(Source().Replace(code, $"#i \"nuget:{feed}\""), $"$1, {version}\"");

    [GeneratedRegex("^#i \"nuget:.*\"", RegexOptions.Multiline)]
    private static partial Regex Source();

    [GeneratedRegex("^(#r \"nuget: ActReg\\.MLNet(\\.[A-Za-z]+)*)\"", RegexOptions.Multiline)]
    private static partial Regex Package();
}
