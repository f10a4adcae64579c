using ActReg.MLNet.Cli.Terminal;
using Spectre.Console;

namespace ActReg.MLNet.Cli.CaseStudy;

/// <summary>A table with a column for each model and a row for each figure; under <c>Consoles.UsualWidth</c> wide.</summary>
internal sealed class ModelTable
{
    private readonly IAnsiConsole _console;
    private readonly CaseStudyResult _result;
    private readonly Table _table = new Table().Border(TableBorder.Simple);

    public ModelTable(IAnsiConsole console, CaseStudyResult result)
    {
        _console = console;
        _result = result;
        _table.AddColumn(console.Column("", Justify.Left));
        foreach (var model in result.Models)
            _table.AddColumn(console.Column(model.Model.Title, Justify.Right));
    }

    public void Add(string name, Func<ModelResult, string> figure) => AddRow(name, figure, Style.Plain);

    /// <summary>Adds figures from elsewhere, to compare those above with.</summary>
    public void AddReference(string name, Func<ModelResult, string> figure) =>
        AddRow("  " + name, figure, _console.Styled(Decoration.Dim));

    public void Show() => _console.Show(_table);

    private void AddRow(string name, Func<ModelResult, string> figure, Style style) =>
        _table.AddRow([new Text(name, style), .. _result.Models.Select(model => new Text(figure(model), style))]);
}
