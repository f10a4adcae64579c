using Microsoft.ML;

namespace ActReg.MLNet.Plotting;

public static partial class Figures
{
    /// <summary>What a binary classifier of two features predicts about its data: the probability of true as a map of colors, the
    /// line where it is 0.5, and the rows on top.</summary>
    /// <param name="model">Any fitted model that turns the feature column alone into a column <c>Probability</c> of type Single.</param>
    /// <param name="data">The rows to show and to choose the axes' limits by, as in <see cref="Points"/>.</param>
    /// <param name="test">Rows to show as rings; null for none.</param>
    /// <param name="featureColumnName">A vector of 2 Single values.</param>
    /// <param name="labelColumnName">A Boolean column of the rows; the model does not get it.</param>
    /// <param name="title">The title above the plot; null for none.</param>
    /// <param name="resolution">The number of grid points along each axis, 10 to 1000; the model scores all of them now, in one call.</param>
    /// <exception cref="ArgumentException">A column is missing or of another type, or there is no row.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="resolution"/> is out of range.</exception>
    public static Figure DecisionSurface(
        ITransformer model,
        IDataView data,
        IDataView? test = null,
        string featureColumnName = "Features",
        string labelColumnName = "Label",
        string? title = null,
        int resolution = 200)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (resolution is < 10 or > 1000)
        {
            throw new ArgumentOutOfRangeException(
                nameof(resolution), resolution, $"resolution must be from 10 to 1000; received {resolution}.");
        }

        var panel = PointsPanel(data, test, featureColumnName, labelColumnName, title);
        var surface = ProbabilityGrid.Score(model, featureColumnName, panel.Bounds, resolution);
        return new(panel with { Surface = surface });
    }
}
