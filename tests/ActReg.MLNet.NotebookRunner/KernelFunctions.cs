using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive.Formatting;

namespace ActReg.MLNet.NotebookRunner;

/// <summary>The kernel's functions that cells may call without a prefix, by the kernel's names.</summary>
public static class KernelFunctions
{
#pragma warning disable IDE1006 // The kernel's name.
    public static void display(object? value, string? mimeType = null) => value.Display(mimeType);
#pragma warning restore IDE1006

    public static IHtmlContent HTML(string content) => content.ToHtmlContent();
}
