using Microsoft.Playwright;

namespace ActReg.MLNet.BrowserTests;

/// <summary>Debian's Chromium, started once.</summary>
[TestClass]
public sealed class Browser
{
    private const string Path = "/usr/bin/chromium";

    private static IPlaywright? _playwright;
    private static IBrowser? _browser;

    [AssemblyInitialize]
    public static async Task StartAsync(TestContext context)
    {
        if (!File.Exists(Path))
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Path, Args = ["--no-sandbox"] });
    }

    [AssemblyCleanup]
    public static async Task StopAsync()
    {
        if (_browser != null)
            await _browser.CloseAsync();
        _playwright?.Dispose();
    }

    /// <summary>Opens a file in a window of its own, without any network.</summary>
    internal static async Task<OpenPage> OpenAsync(string file, int width = 1280, int height = 900, ColorScheme colors = ColorScheme.Light, bool hasScripts = true)
    {
        if (_browser == null)
            Assert.Inconclusive($"There is no {Path}: apt-get install chromium");
        var context = await _browser.NewContextAsync(new()
        {
            Offline = true,
            JavaScriptEnabled = hasScripts,
            ColorScheme = colors,
            ViewportSize = new() { Width = width, Height = height },
        });
        return await OpenPage.OpenAsync(context, new Uri(file).AbsoluteUri);
    }
}
