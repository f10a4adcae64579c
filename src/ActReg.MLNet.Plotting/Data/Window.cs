using ScottPlot;

namespace ActReg.MLNet.Plotting;

/// <summary>The part of the plane that shows a set of points.</summary>
internal static class Window
{
    private const double Margin = 0.08;

    // Beyond this ratio one feature would be a line if both had the same scale.
    private const double MaximumRatio = 5;

    /// <summary>A square about the points with some margin, or, for very different ranges, a rectangle.</summary>
    public static CoordinateRect Around(IEnumerable<Coordinates> points)
    {
        double left = double.MaxValue, right = double.MinValue, bottom = double.MaxValue, top = double.MinValue;
        foreach (var point in points)
        {
            left = Math.Min(left, point.X);
            right = Math.Max(right, point.X);
            bottom = Math.Min(bottom, point.Y);
            top = Math.Max(top, point.Y);
        }

        return Around(new CoordinateRect(left, right, bottom, top));
    }

    private static CoordinateRect Around(CoordinateRect data)
    {
        double width = data.Width, height = data.Height;
        double larger = Math.Max(width, height), smaller = Math.Min(width, height);
        if (larger == 0)
            width = height = 1;
        else if (larger <= MaximumRatio * smaller || smaller == 0)
            width = height = larger;
        double x = width * (0.5 + Margin), y = height * (0.5 + Margin);
        var center = data.Center;
        return new(center.X - x, center.X + x, center.Y - y, center.Y + y);
    }

    /// <summary>The smallest rectangle that holds all; of squares, a square.</summary>
    public static CoordinateRect Union(IReadOnlyList<CoordinateRect> all, bool square)
    {
        var union = new CoordinateRect(
            all.Min(r => r.Left), all.Max(r => r.Right), all.Min(r => r.Bottom), all.Max(r => r.Top));
        if (!square || !all.All(IsSquare))
            return union;
        double half = Math.Max(union.Width, union.Height) / 2;
        var center = union.Center;
        return new(center.X - half, center.X + half, center.Y - half, center.Y + half);
    }

    public static bool IsSquare(CoordinateRect rect) => Math.Abs(rect.Width - rect.Height) <= 1e-9 * rect.Width;
}
