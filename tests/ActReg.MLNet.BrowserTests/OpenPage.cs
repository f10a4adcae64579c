using Microsoft.Playwright;

namespace ActReg.MLNet.BrowserTests;

/// <summary>A page that is open, with what it asked for and complained of.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _requests = [];
    private readonly List<string> _complaints = [];

    private OpenPage(IBrowserContext context, IPage page, string address)
    {
        (_context, Page, Address) = (context, page, address);
        page.Request += (_, request) => _requests.Add(request.Url);
        page.Console += (_, message) => _complaints.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => _complaints.Add(error);
        page.Dialog += (_, dialog) => { _complaints.Add(dialog.Message); _ = dialog.DismissAsync(); };
    }

    public IPage Page { get; }

    public string Address { get; }

    /// <summary>Other files than the page that it asked for.</summary>
    public IEnumerable<string> Fetched => _requests.Where(request => request != Address && !request.StartsWith("data:", StringComparison.Ordinal));

    /// <summary>What it wrote to the console, and errors.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public static async Task<OpenPage> OpenAsync(IBrowserContext context, string address)
    {
        var open = new OpenPage(context, await context.NewPageAsync(), address);
        await open.Page.GotoAsync(address, new() { WaitUntil = WaitUntilState.Load });
        return open;
    }

    /// <summary>What a column of the candidates' table shows, from top to bottom; numbers as they are sorted by.</summary>
    public async Task<string[]> ColumnAsync(int column) => await Page.EvaluateAsync<string[]>(
        "column => [...document.querySelector('table').tBodies[0].rows].map(row => row.cells[column].dataset.value ?? row.cells[column].textContent)", column);

    public async ValueTask DisposeAsync() => await _context.CloseAsync();
}
