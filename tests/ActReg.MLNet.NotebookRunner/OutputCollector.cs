using Microsoft.DotNet.Interactive.Events;

namespace ActReg.MLNet.NotebookRunner;

/// <summary>What a notebook shows under a cell, from the kernel's events.</summary>
internal sealed class OutputCollector
{
    // What it names differs from feed to feed.
    private const string AboutPackages = "<strong>Installed Packages</strong>";

    private readonly List<(string? Id, NotebookOutput Output)> _outputs = [];

    public IReadOnlyList<NotebookOutput> Outputs => [.. _outputs.Select(entry => entry.Output).Where(output => !output.Text.Contains(AboutPackages, StringComparison.Ordinal))];

    public void Add(DisplayEvent shown)
    {
        if (shown.FormattedValues.FirstOrDefault() is not { } formatted)
            return;
        var text = formatted.Value.ReplaceLineEndings("\n");
        switch (shown)
        {
            case StandardOutputValueProduced when _outputs is [.., { Output.Kind: NotebookOutput.Stream } last]:
                _outputs[^1] = (null, NotebookOutput.Console(last.Output.Text + text));
                break;
            case StandardOutputValueProduced:
                _outputs.Add((null, NotebookOutput.Console(text)));
                break;
            case StandardErrorValueProduced:
                break;
            case DisplayedValueUpdated when _outputs.FindIndex(entry => entry.Id == shown.ValueId) is >= 0 and var at:
                _outputs[at] = (shown.ValueId, new(NotebookOutput.Displayed, formatted.MimeType, text));
                break;
            default:
                _outputs.Add((shown.ValueId, new(shown is ReturnValueProduced ? NotebookOutput.Result : NotebookOutput.Displayed, formatted.MimeType, text)));
                break;
        }
    }
}
