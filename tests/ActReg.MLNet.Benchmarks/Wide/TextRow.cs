namespace ActReg.MLNet.Benchmarks.Wide;

/// <summary>A text of one of two kinds, or categories that stand in one.</summary>
internal sealed class TextRow
{
    public string[] Categories { get; set; } = [];

    public string Text { get; set; } = "";

    public bool Label { get; set; }
}
