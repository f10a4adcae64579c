using System.Net;

namespace ActReg.MLNet.Plotting;

/// <summary>A figure as an image inside the notebook's own text.</summary>
internal sealed class FigureHtmlFormatter
{
    public string MimeType { get; } = "text/html";

#pragma warning disable CA1822 // The notebook calls it on an instance.
    public bool Format(object instance, TextWriter writer)
    {
        if (instance is not INotebookImage image)
            return false;
        writer.Write("<img src=\"data:image/png;base64,");
        writer.Write(Convert.ToBase64String(image.ToPng()));
        writer.Write($"\" width=\"{image.DisplayWidth}\" alt=\"{WebUtility.HtmlEncode(image.Title)}\" style=\"max-width: 100%\">");
        return true;
    }
#pragma warning restore CA1822
}
