using System.Globalization;
using ActReg.MLNet.Cli.StudyPages;
using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.Playwright;

namespace ActReg.MLNet.BrowserTests;

/// <summary>A page as a browser shows it. Pictures of it are among the results of the tests.</summary>
[TestClass]
public sealed class StudyPageBrowserTests(TestContext context)
{
    /// <summary>Behind the name, what it is, and norm, placement and strength.</summary>
    private const int Metric = 5;

    /// <summary>The same, where no settings vary.</summary>
    private const int MetricWithoutSettings = 2;

    private static readonly Lazy<StudyResult> Study = new(Run);
    private static readonly string Folder = Directory.CreateTempSubdirectory("actreg-").FullName;

    [ClassCleanup]
    public static void Clean() => Directory.Delete(Folder, recursive: true);

    [TestMethod]
    public async Task It_needs_nothing_but_itself()
    {
        await using var open = await OpenAsync(Study.Value);
        Assert.IsEmpty(open.Fetched);
        Assert.IsEmpty(open.Complaints);
        Assert.AreEqual("CSS1Compat", await open.Page.EvaluateAsync<string>("document.compatMode"));
    }

    [TestMethod]
    public async Task Its_pictures_are_there()
    {
        await using var open = await OpenAsync(Study.Value);
        var widths = await open.Page.EvaluateAsync<int[]>("Promise.all([...document.images].map(image => image.decode().then(() => image.naturalWidth)))");
        Assert.HasCount(7, widths);
        Assert.IsTrue(widths.All(width => width >= 1600), string.Join(", ", widths));
        Assert.AreEqual(0, await open.Page.EvaluateAsync<int>("[...document.images].filter(image => image.alt === '').length"));
    }

    [TestMethod]
    public async Task A_click_on_a_heading_sorts_and_another_turns_it_round()
    {
        var result = StudyResults.Grid();
        await using var open = await OpenAsync(result);
        var heading = open.Page.Locator("table.sortable thead th").Nth(Metric);
        double[] expected = [.. result.Candidates.Select(candidate => candidate.ValidationOf("LogLoss")!.Interval.Mean).Order()];
        await heading.Locator("button").ClickAsync();
        CollectionAssert.AreEqual(expected, Numbers(await open.ColumnAsync(Metric)));
        Assert.AreEqual("ascending", await heading.GetAttributeAsync("aria-sort"));
        await heading.Locator("button").ClickAsync();
        CollectionAssert.AreEqual(expected.Reverse().ToArray(), Numbers(await open.ColumnAsync(Metric)));
        Assert.AreEqual("descending", await heading.GetAttributeAsync("aria-sort"));
        Assert.AreEqual(1, await open.Page.Locator("[aria-sort]").CountAsync());
    }

    [TestMethod]
    [DataRow("Enter")]
    [DataRow(" ")]
    public async Task A_key_on_a_heading_sorts(string key)
    {
        var result = StudyResults.Grid(12);
        await using var open = await OpenAsync(result);
        // With the keyboard alone: from the heading before to the one to sort by.
        await open.Page.Locator("table.sortable thead th button").Nth(Metric - 1).FocusAsync();
        await open.Page.Keyboard.PressAsync("Tab");
        await open.Page.Keyboard.PressAsync(key);
        CollectionAssert.AreEqual(
            result.Candidates.Select(candidate => candidate.ValidationOf("LogLoss")!.Interval.Mean).Order().ToArray(), Numbers(await open.ColumnAsync(Metric)));
        Assert.IsEmpty(open.Complaints);
    }

    /// <summary>Names by their numbers, as people count.</summary>
    [TestMethod]
    public async Task Names_are_sorted_as_words_and_numbers()
    {
        await using var open = await OpenAsync(Named("b10", "a", "b9"));
        await open.Page.Locator("table.sortable thead th button").First.ClickAsync();
        CollectionAssert.AreEqual((string[])["a", "b9", "b10", "no penalty"], await open.ColumnAsync(0));
    }

    [TestMethod]
    public async Task What_has_no_number_is_last_whichever_way_round()
    {
        var failed = StudyResults.Candidate(new("bad", CandidateRole.Candidate, []), 3) with { Failure = "It diverged.", Validation = [] };
        var infinite = StudyResults.Candidate(new("endless", CandidateRole.Candidate, []), 3).WithLoss(double.PositiveInfinity, 0);
        await using var open = await OpenAsync(StudyResults.Of([StudyResults.Candidate(new("no penalty", CandidateRole.Baseline, []), 0), failed, infinite]));
        var button = open.Page.Locator("table.sortable thead th button").Nth(MetricWithoutSettings);
        await button.ClickAsync();
        CollectionAssert.AreEqual((string[])["no penalty", "endless", "bad"], await open.ColumnAsync(0));
        await button.ClickAsync();
        CollectionAssert.AreEqual((string[])["endless", "no penalty", "bad"], await open.ColumnAsync(0));
    }

    [TestMethod]
    public async Task Without_scripts_all_is_there()
    {
        await using var open = await OpenAsync(Study.Value, hasScripts: false);
        Assert.AreEqual(Study.Value.Candidates.Count, await open.Page.Locator("table.sortable tbody tr").CountAsync());
        Assert.AreEqual(0, await open.Page.Locator("button").CountAsync());
    }

    [TestMethod]
    public async Task A_name_is_text_whatever_it_says()
    {
        const string name = "<img src=x onerror=alert(1)> & \"quotes\" ' </script><script>alert(2)</script>";
        await using var open = await OpenAsync(Named(name));
        Assert.AreEqual(name, (await open.ColumnAsync(0))[1]);
        Assert.IsEmpty(open.Complaints);
        Assert.IsEmpty(open.Fetched);
    }

    [TestMethod]
    [DataRow("light", 1280, ColorScheme.Light)]
    [DataRow("dark", 1280, ColorScheme.Dark)]
    [DataRow("phone", 360, ColorScheme.Light)]
    public async Task It_is_as_wide_as_the_window(string name, int width, ColorScheme colors)
    {
        await using var open = await OpenAsync(Study.Value, width, colors);
        await SaveAsync($"study-{name}.png", await open.Page.ScreenshotAsync(new() { FullPage = true }));
        await open.Page.EvaluateAsync("document.querySelector('caption').scrollIntoView()");
        await SaveAsync($"study-{name}-table.png", await open.Page.ScreenshotAsync());
        Assert.AreEqual(width, await open.Page.EvaluateAsync<int>("document.scrollingElement.scrollWidth"));
        Assert.IsGreaterThanOrEqualTo(4.5, await open.Page.EvaluateAsync<double>(Contrast));
    }

    [TestMethod]
    public async Task In_print_it_is_light_and_whole()
    {
        await using var open = await OpenAsync(StudyResults.Random(60), colors: ColorScheme.Dark);
        await SaveAsync("study.html", await File.ReadAllBytesAsync(new Uri(open.Address).LocalPath));
        await SaveAsync("study.pdf", await open.Page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true }));
        await open.Page.EmulateMediaAsync(new() { Media = Media.Print });
        // An A4 page on its side, less margins.
        await open.Page.SetViewportSizeAsync(1032, 700);
        await SaveAsync("study-print.png", await open.Page.ScreenshotAsync(new() { FullPage = true }));
        Assert.AreEqual("rgb(255, 255, 255)", await open.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        Assert.AreEqual("\"\"|none", await open.Page.EvaluateAsync<string>("'\"\"|' + getComputedStyle(document.querySelector('th button'), '::after').content"));
        Assert.AreEqual(1032, await open.Page.EvaluateAsync<int>("document.scrollingElement.scrollWidth"));
    }

    /// <summary>WCAG's ratio of text and background.</summary>
    private const string Contrast = """
        (() => {
            const light = color => {
                const [r, g, b] = color.match(/[0-9.]+/g).map(Number).map(value => value / 255).map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
            };
            const paper = light(getComputedStyle(document.body).backgroundColor);
            const ratio = ink => (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
            return Math.min(...["p", "h1", "small", "caption", "th button", "td"].map(name => ratio(light(getComputedStyle(document.querySelector(name)).color))));
        })()
        """;

    private static StudyResult Named(params string[] names) => StudyResults.Of(
    [
        StudyResults.Candidate(new("no penalty", CandidateRole.Baseline, []), 0), .. names.Select((name, i) => StudyResults.Candidate(new(name, CandidateRole.Candidate, []), i + 1)),
    ]);

    private static StudyResult Run()
    {
        var mlContext = new MLContext(1);
        var study = mlContext.BinaryClassification.ActivityRegularizationStudy(
            new ActivityRegularizedMlpOptions { Layers = [Layer.Dense(16, Activation.Relu)], Epochs = 50, BatchSize = 32, LearningRate = 1e-2f },
            StudySpace.Grid(
                StudySpace.VaryNorm(ActivityNorm.L1, ActivityNorm.L2), StudySpace.VaryPlacement(ActivityPlacement.PostActivation, ActivityPlacement.PreActivation),
                StudySpace.VaryStrength(1e-4f, 1e-3f, 1e-2f)),
            new StudyOptions { Evaluation = StudyEvaluation.Repeats(3), LearningCurves = true });
        return study.Run(mlContext.Data.LoadCircles(200, noise: 0.1, seed: 1), mlContext.Data.LoadCircles(400, noise: 0.1, seed: 2));
    }

    private static async Task<OpenPage> OpenAsync(StudyResult result, int width = 1280, ColorScheme colors = ColorScheme.Light, bool hasScripts = true)
    {
        var file = Path.Combine(Folder, $"{Guid.NewGuid():N}.html");
        using (var stream = File.Create(file))
            StudyPage.Write(stream, result, new("Norms and strengths on two circles", new("points of two circles", "the two coordinates of each point", "16 units with ReLU", null), "actreg sweep --data circles --norm L1,L2", DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(83)));
        return await Browser.OpenAsync(file, width, colors: colors, hasScripts: hasScripts);
    }

    private static double[] Numbers(string[] texts) => [.. texts.Select(text => double.Parse(text, CultureInfo.InvariantCulture))];

    private async Task SaveAsync(string name, byte[] bytes)
    {
        var file = Path.Combine(context.TestRunResultsDirectory!, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllBytesAsync(file, bytes);
        context.AddResultFile(file);
    }
}
