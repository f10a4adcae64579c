using System.Globalization;
using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.PackageTests;

/// <summary>The packages of this build.</summary>
internal static class PackageFeed
{
    /// <summary>Of this run alone, lest another cache has it. Its first three parts are the build's.</summary>
    public static string Version { get; } = string.Create(
        CultureInfo.InvariantCulture, $"{Build.Version}.{(long)(DateTime.UtcNow - new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc)).TotalSeconds}");

    /// <summary>Packs what is built already, by the command that docs/packages.md shows, into folders of the caller's: other projects' tests may be running beside it.</summary>
    /// <returns>What the command wrote.</returns>
    public static string Pack(string feed, string nuspecs)
    {
        var command = Page.Packages.Block("", "dotnet pack").Trim().Replace("Release", Build.Configuration, StringComparison.Ordinal);
        using var process = SdkProcess.Create(
            Build.At(), SdkProcess.Dotnet, [.. command.Split(' ')[1..], "--no-build", $"-p:PackageVersion={Version}", $"-p:PackageOutputPath={feed}", $"-p:NuspecOutputPath={nuspecs}"]);
        var (exitCode, output) = SdkProcess.Run(process);
        Assert.AreEqual(0, exitCode, $"{command}: {output}");
        return output;
    }
}
