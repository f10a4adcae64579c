using System.Net;

namespace ActReg.MLNet.Plotting;

/// <summary>A figure as an image inside the text that shows it.</summary>
internal static class FigureHtml
{
    public static string Of(INotebookImage image) =>
        $"<img src=\"data:image/png;base64,{Convert.ToBase64String(image.ToPng())}\" width=\"{image.DisplayWidth}\" alt=\"{WebUtility.HtmlEncode(image.Title)}\" style=\"max-width: 100%\">";
}
