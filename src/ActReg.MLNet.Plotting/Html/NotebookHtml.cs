using Microsoft.ML;

namespace ActReg.MLNet.Plotting;

/// <summary>What a notebook shows of a value by its name alone, as HTML: the package brings the script that tells .NET Interactive.</summary>
/// <remarks>Figures tell it themselves. All text is encoded; images are PNG, inside the HTML.</remarks>
public static class NotebookHtml
{
    // As wide as a notebook's text, whether there are one or two curves.
    private const int Width = 900 * Figure.Scale;
    private const int Height = 400 * Figure.Scale;

    /// <summary>A history as learning curves: the losses, and the accuracy where there is one.</summary>
    /// <param name="history">Of a trained network; of no epoch, a sentence says so.</param>
    public static string Of(IReadOnlyList<EpochMetrics> history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var figures = new List<Figure>();
        if (history.Any(epoch => double.IsFinite(epoch.DataLoss) || double.IsFinite(epoch.ValidationDataLoss)))
            figures.Add(Figures.LossCurve(history, logarithmic: history.Any(epoch => epoch.DataLoss > 0)));
        if (history.Any(epoch => double.IsFinite(epoch.Accuracy)))
            figures.Add(Figures.LearningCurve(history));
        var title = Quantity.Of(history.Count, "epoch");
        return figures.Count > 0 ? FigureHtml.Of(Figure.SideBySide(title, [.. figures]).Resize(Width, Height)) : $"<p>{title}, no finite loss</p>";
    }

    /// <summary>A sparsity report as bars and a table.</summary>
    /// <param name="report">Of a network without hidden layers the table is empty, and there are no bars.</param>
    public static string Of(SparsityReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return (report.Told.Count > 0 ? FigureHtml.Of(Figures.Sparsity(report, "Zeros and dead units")) : "")
            + HtmlTable.Of(SparsityTable.Title(report.RowCount), SparsityTable.Header, [], SparsityTable.Cells(report.Told).Select(KeepSpaces), column => column > 0, SparsityTable.Notes(report.Told));
    }

    /// <summary>The first rows of a data view, with the columns' types, as a table.</summary>
    /// <param name="data">No more rows are read than are shown.</param>
    /// <param name="rowCount">The most rows to show, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rowCount"/> is below 1.</exception>
    public static string Of(IDataView data, int rowCount = 5)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (rowCount < 1)
            throw new ArgumentOutOfRangeException(nameof(rowCount), rowCount, $"rowCount must be at least 1; received {rowCount}.");
        return DataViewHead.Html(data, rowCount);
    }

    /// <summary>A study as a table of its candidates, with what it concludes, and its first figure.</summary>
    /// <param name="result">The study.</param>
    public static string Of(StudyResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var lines = StudyTable.Lines(result);
        // Seconds, the last column, are another number each time.
        var columns = lines[0].Length - 1;
        return HtmlTable.Of(
                StudyTable.Title(result), lines[0][..columns], [], lines[1..].Select(line => line.Length > columns ? line[..columns] : line), column => column > StudyTable.NameColumn, StudyTable.Notes(result))
            + string.Concat(Figures.Study(result).Take(1).Select(figure => FigureHtml.Of(figure.Figure)));
    }

    /// <summary>A network as its layers, with shapes and numbers of weights.</summary>
    /// <param name="network">The network.</param>
    public static string Of(INetworkModel network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var trained = network.Network;
        return HtmlTable.Of(NetworkTable.Title(trained), NetworkTable.Header, [], NetworkTable.Cells(trained), column => column == NetworkTable.NumberColumn);
    }

    // A histogram's empty bins are spaces, which HTML runs together.
    private static string[] KeepSpaces(string[] cells) => [.. cells[..^1], cells[^1].Replace(' ', '\u00A0')];
}
