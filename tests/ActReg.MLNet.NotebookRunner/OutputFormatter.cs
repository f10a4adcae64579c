using Microsoft.DotNet.Interactive.Formatting;

namespace ActReg.MLNet.NotebookRunner;

/// <summary>Shows values as the notebook's kernel does, with its own formatters.</summary>
internal static class OutputFormatter
{
    /// <param name="kind">Where the value comes from, a constant of <see cref="NotebookOutput"/>.</param>
    /// <param name="value">Any value.</param>
    /// <param name="mimeType">The format to use instead of the one that the value's type prefers.</param>
    public static NotebookOutput Format(string kind, object? value, string? mimeType = null)
    {
        mimeType ??= Formatter.GetPreferredMimeTypesFor(value?.GetType()).First();
        return new(kind, mimeType, value.ToDisplayString(mimeType).ReplaceLineEndings("\n"));
    }
}
