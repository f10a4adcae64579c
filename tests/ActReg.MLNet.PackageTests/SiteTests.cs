using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.PackageTests;

/// <summary>The pages and the reference of the API as a site, built by the commands that CONTRIBUTING shows from a copy of what they read.</summary>
[TestClass]
public sealed class SiteTests
{
    private static readonly string[] Skipped = ["artifacts", "bin", "obj"];

    private static readonly string[] Kinds = [".md", ".yml", ".ipynb", ".png", ".svg", ".webp", ".cs", ".py"];

    private readonly string _folder = Directory.CreateTempSubdirectory("actreg-site-").FullName;

    [TestCleanup]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void It_is_built_without_a_warning_and_has_its_pages()
    {
        CopyPages("");
        foreach (var file in new[] { "LICENSE", "docfx.json", Path.Combine(".config", "dotnet-tools.json") })
            Copy(Build.At(file), file);
        foreach (var project in new[] { "ActReg.MLNet.Plotting", "ActReg.MLNet.Cli" })
        {
            var binaries = Build.At("artifacts", "bin", project, Build.Configuration.ToLowerInvariant());
            foreach (var file in Directory.EnumerateFiles(binaries).Where(file => Path.GetExtension(file) is ".dll" or ".xml"))
                Copy(file, Path.Combine("artifacts", "bin", project, "release", Path.GetFileName(file)));
        }

        foreach (var command in Page.Contributing.Block("", "dotnet docfx").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var words = command.Split(' ');
            Assert.AreEqual("dotnet", words[0]);
            using var process = SdkProcess.Create(_folder, SdkProcess.Dotnet, words[1..]);
            var (exitCode, output) = SdkProcess.Run(process);
            // Whatever failed, it is none of the pages.
            if (exitCode != 0 && words[1] == "tool")
                Assert.Inconclusive($"docfx is not to be had: {output}");
            Assert.AreEqual(0, exitCode, $"{command}: {output}");
        }

        Assert.Contains("ActReg.MLNet", Site("README.html"));
        Assert.Contains("href=\"getting-started.html\"", Site("docs", "index.html"));
        Assert.Contains("DeadUnits", Site("api", "ActReg.MLNet.LayerSparsity.html"));
        Assert.Contains("LearningCurve", Site("api", "ActReg.MLNet.Plotting.Figures.html"));
        foreach (var page in Directory.EnumerateFiles(Build.At("docs"), "*.md").Select(Path.GetFileNameWithoutExtension))
            Assert.Contains("</html>", Site("docs", $"{page}.html"));
    }

    private string Site(params string[] path) => File.ReadAllText(Path.Combine([_folder, "artifacts", "docs", "site", .. path]));

    /// <summary>Copies pages, and files that they show or lead to.</summary>
    private void CopyPages(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(Build.At(folder)).Where(file => Kinds.Contains(Path.GetExtension(file))))
            Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        foreach (var name in Directory.EnumerateDirectories(Build.At(folder)).Select(child => Path.GetFileName(child)))
        {
            if (!Skipped.Contains(name) && !name.StartsWith('.'))
                CopyPages(Path.Combine(folder, name));
        }
    }

    private void Copy(string file, string to)
    {
        var path = Path.Combine(_folder, to);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Copy(file, path);
    }
}
