namespace ActReg.MLNet.NotebookRunner;

/// <summary>The kernel's extension methods, and who listens to them.</summary>
public static class KernelExtensions
{
    private static readonly AsyncLocal<Action<object?, string?>?> Handler = new();

    public static void Display(this object? value, string? mimeType = null) => Handler.Value?.Invoke(value, mimeType);

    /// <summary>Sends what the calling asynchronous flow displays from now on to a handler.</summary>
    internal static void OnDisplay(Action<object?, string?> handler) => Handler.Value = handler;
}
