namespace ActReg.MLNet.Plotting;

/// <summary>How a notebook shows a figure.</summary>
internal sealed class FigureHtmlFormatter
{
    public string MimeType { get; } = "text/html";

#pragma warning disable CA1822 // The notebook calls it on an instance.
    public bool Format(object instance, TextWriter writer)
    {
        if (instance is not INotebookImage image)
            return false;
        writer.Write(FigureHtml.Of(image));
        return true;
    }
#pragma warning restore CA1822
}
