using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.Tests.Readme;

/// <summary>What pages show works as it stands, and what they link to is there.</summary>
[TestClass]
public sealed class PagesTests
{
    private const int MostLines = 150;

    /// <summary>Pages whose code other tests run, and compare with what it should do.</summary>
    private static readonly string[] HaveTestsOfTheirOwn =
    [
        "README.md", "docs/recipes.md", "docs/studies.md", "docs/packages.md", "src/ActReg.MLNet/README.md", "src/ActReg.MLNet.Plotting/README.md",
        // In ActReg.MLNet.InterchangeTests.
        "docs/interchange-keras-pytorch.md", "src/ActReg.MLNet.Interchange/README.md",
    ];

    public static IEnumerable<object[]> All => Pages.All.Select(page => new object[] { page });

    public static IEnumerable<object[]> WithCode => Pages.All.Where(page => !HaveTestsOfTheirOwn.Contains(page) && Pages.Read(page).Contains("```csharp\n"))
        .Select(page => new object[] { page });

    [TestMethod]
    [DynamicData(nameof(WithCode))]
    public async Task Code_runs_from_top_to_bottom(string page) => await DocumentedCode.RunAsync(Pages.Read(page));

    [TestMethod]
    [DynamicData(nameof(All))]
    public void Links_lead_somewhere(string page)
    {
        var text = Pages.Read(page);
        string[] broken = [.. Pages.Links(text).Where(link => !LeadsSomewhere(page, text, link))];
        Assert.IsEmpty(broken, $"{page}: {string.Join(", ", broken)}");
    }

    [TestMethod]
    public void The_index_has_every_page()
    {
        var linked = Pages.Links(Pages.Read("docs/index.md")).ToHashSet();
        Assert.IsEmpty(Directory.EnumerateFiles(Repository.At("docs"), "*.md").Select(file => Path.GetFileName(file)!).Where(name => name != "index.md" && !linked.Contains(name)).ToArray());
    }

    /// <summary>The first page is read to its end.</summary>
    [TestMethod]
    public void The_readme_is_short() => Assert.IsLessThanOrEqualTo(MostLines, File.ReadAllLines(Repository.At("README.md")).Length);

    private static bool LeadsSomewhere(string page, string text, string link)
    {
        if (link.Contains("://", StringComparison.Ordinal))
            return true;
        var (file, anchor) = link.Split('#', 2) is [var before, var after] ? (before, after) : (link, "");
        var target = file.Length == 0 ? Repository.At(page) : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Repository.At(page))!, file));
        return (File.Exists(target) || Directory.Exists(target))
            && (anchor.Length == 0 || Pages.Anchors(file.Length == 0 ? text : File.ReadAllText(target)).Contains(anchor));
    }
}
