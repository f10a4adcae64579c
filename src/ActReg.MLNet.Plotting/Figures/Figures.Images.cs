namespace ActReg.MLNet.Plotting;

public static partial class Figures
{
    /// <summary>A table of small grey images, such as a network's kernels and feature maps, all drawn equally large.</summary>
    /// <param name="rows">
    /// At least one row of at least one image each, all rows equally long; an image is [height, width], and not empty; null leaves
    /// its place empty. Each is scaled by itself: its lowest value is black, its highest white; one that is constant, or has a value
    /// that is not finite, is black.
    /// </param>
    /// <param name="rowTitles">One for each row, on the left.</param>
    /// <param name="columnTitles">One for each column, below.</param>
    /// <param name="title">The title above; null for none.</param>
    /// <exception cref="ArgumentException">There is no image, an image is empty, rows differ in length, or titles in number.</exception>
    public static Figure Images(
        IReadOnlyList<IReadOnlyList<float[,]?>> rows, IReadOnlyList<string> rowTitles, IReadOnlyList<string> columnTitles,
        string? title = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(rowTitles);
        ArgumentNullException.ThrowIfNull(columnTitles);
        if (rows.Count == 0)
            throw new ArgumentException("rows must have at least one row; received 0.", nameof(rows));
        if (rowTitles.Count != rows.Count)
        {
            throw new ArgumentException(
                $"rowTitles must have {rows.Count} entries, one for each row; received {rowTitles.Count}.", nameof(rowTitles));
        }

        for (int i = 0; i < rows.Count; i++)
        {
            if (rows[i].Count != columnTitles.Count || rows[i].Count == 0)
            {
                throw new ArgumentException(
                    $"rows[{i}] must have an image for each of the {columnTitles.Count} columnTitles, at least one; received {rows[i].Count}.",
                    nameof(rows));
            }

            if (rows[i].Any(image => image?.Length == 0))
                throw new ArgumentException($"rows[{i}] must not have an empty image.", nameof(rows));
        }

        return new(new ImagesPanel(rows, rowTitles, columnTitles)
        {
            Title = title,
            XLabel = "",
            YLabel = "",
            Bounds = new(0, columnTitles.Count, 0, rows.Count),
        });
    }
}
