using System.Reflection;

namespace ActReg.MLNet.PackageTests;

/// <summary>What this build was made of and how.</summary>
internal static class Build
{
    public static string Configuration => Metadata(nameof(Configuration));

    public static string Version => Metadata(nameof(Version));

    /// <summary>Where NuGet unpacked what the build took.</summary>
    public static string PackageFolder => Metadata(nameof(PackageFolder));

    /// <summary>A file or folder of the repository.</summary>
    public static string At(params ReadOnlySpan<string> parts) => Path.Combine([Metadata("RepositoryRoot"), .. parts]);

    private static string Metadata(string key) => typeof(Build).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
