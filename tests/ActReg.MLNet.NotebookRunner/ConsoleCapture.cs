namespace ActReg.MLNet.NotebookRunner;

/// <summary>Catches what is written to the console; while one exists, no other test may run.</summary>
internal sealed class ConsoleCapture : IDisposable
{
    private readonly TextWriter _before = Console.Out;
    private readonly StringWriter _written = new() { NewLine = "\n" };
    private readonly Action<string> _onText;

    public ConsoleCapture(Action<string> onText)
    {
        _onText = onText;
        Console.SetOut(_written);
    }

    /// <summary>Hands over what has been written since the last call.</summary>
    public void Flush()
    {
        if (_written.GetStringBuilder() is { Length: > 0 } text)
            _onText(text.ToString());
        _written.GetStringBuilder().Clear();
    }

    public void Dispose()
    {
        Console.SetOut(_before);
        _written.Dispose();
    }
}
