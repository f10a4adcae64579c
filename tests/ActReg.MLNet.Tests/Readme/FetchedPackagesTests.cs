using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.Tests.Readme;

/// <summary>What a first command fetches is as much as it says, and nothing for other platforms.</summary>
[TestClass]
public sealed partial class FetchedPackagesTests
{
    private const double Tolerance = 0.1;

    [TestMethod]
    public void The_case_study_fetches_what_README_and_the_first_line_say()
    {
        var folders = Folders("ActReg.MLNet.Cli");
        var megabytes = folders.Sum(Size) / 1e6;
        var told = double.Parse(Project("src", "ActReg.MLNet.Cli").Descendants("FetchedPackages").Single().Value.Replace(" MB", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);
        Assert.AreEqual(told, megabytes, Tolerance * told);
        Assert.Contains($"({told} MB of packages are fetched before", File.ReadAllText(Repository.At("README.md")));
        Assert.IsEmpty(folders.Where(folder => folder.Contains("libtorch", StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>The tests' own have libtorch, of this platform alone.</summary>
    [TestMethod]
    [DataRow("ActReg.MLNet.Cli")]
    [DataRow("ActReg.MLNet.Tests")]
    public void Native_libraries_are_of_this_platform(string project)
    {
        var platforms = Folders(project).Select(folder => NativePackage().Match(folder)).Where(match => match.Success).Select(match => match.Groups[1].Value).Distinct();
        Assert.HasCount(1, platforms, string.Join(", ", platforms));
    }

    private static string[] Folders(string project)
    {
        var assets = JsonElement.Parse(File.ReadAllText(Repository.At("artifacts", "obj", project, "project.assets.json")));
        string[] roots = [.. assets.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name)];
        return [.. assets.GetProperty("libraries").EnumerateObject().Where(library => library.Value.GetProperty("type").GetString() == "package")
            .Select(library => roots.Select(root => Path.Combine(root, library.Value.GetProperty("path").GetString()!)).First(Directory.Exists))];
    }

    private static XDocument Project(params string[] path) => XDocument.Load(Repository.At([.. path, $"{path[^1]}.csproj"]));

    private static long Size(string folder) => new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    [GeneratedRegex(@"(?:nativeassets\.|libtorch-cpu-)(linux|macos|osx|win)", RegexOptions.IgnoreCase)]
    private static partial Regex NativePackage();
}
