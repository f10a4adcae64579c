using Microsoft.ML;

namespace ActReg.MLNet.Plotting;

/// <summary>Makes the figures that a study of activity regularization needs.</summary>
public static partial class Figures
{
    /// <summary>A scatter plot of a binary data set with two features; both axes have the same scale, unless one feature's range is
    /// more than five times the other's.</summary>
    /// <param name="data">The rows to show, or, with <paramref name="test"/>, the training rows. Rows with a feature that is not
    /// finite are left out.</param>
    /// <param name="test">Rows to show as rings beside the filled dots of <paramref name="data"/>; null for none.</param>
    /// <param name="featureColumnName">A vector of 2 Single values. Its slot names, if any, name the axes.</param>
    /// <param name="labelColumnName">A Boolean column, which gives the color: blue for false, orange for true.</param>
    /// <param name="title">The title above the plot; null for none.</param>
    /// <exception cref="ArgumentException">A column is missing or of another type, or there is no row.</exception>
    public static Figure Points(
        IDataView data,
        IDataView? test = null,
        string featureColumnName = "Features",
        string labelColumnName = "Label",
        string? title = null) =>
        new(PointsPanel(data, test, featureColumnName, labelColumnName, title));

    private static PointsPanel PointsPanel(
        IDataView data, IDataView? test, string featureColumnName, string labelColumnName, string? title)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentException.ThrowIfNullOrEmpty(featureColumnName);
        ArgumentException.ThrowIfNullOrEmpty(labelColumnName);
        var rows = LabeledPoints.Read(data, featureColumnName, labelColumnName, nameof(data));
        var testRows = test is null ? null : LabeledPoints.Read(test, featureColumnName, labelColumnName, nameof(test));
        return new(rows, testRows, labelColumnName, Surface: null)
        {
            Title = title,
            XLabel = rows.XName,
            YLabel = rows.YName,
            Bounds = Window.Around(rows.Points.Concat(testRows?.Points ?? [])),
        };
    }
}
