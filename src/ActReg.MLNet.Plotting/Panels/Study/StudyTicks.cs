using ScottPlot;

namespace ActReg.MLNet.Plotting;

/// <summary>Ticks of an axis that has a setting's values.</summary>
internal static class StudyTicks
{
    private const int LongestName = 16;

    /// <param name="scale">The axis.</param>
    /// <param name="most">How many labels there is space for.</param>
    public static ITickGenerator Of(StudyScale scale, int most) => Ticks.Of(Labels(scale, most));

    public static IReadOnlyList<(double Position, string Label)> Labels(StudyScale scale, int most)
    {
        if (scale.IsCategorical)
            return [.. EveryFew(scale.Categories.Count, most).Select(i => ((double)i, Excerpt.Of(scale.Categories[i], LongestName)))];
        double gap = (scale.High - scale.Low) / most;
        double[] positions = [.. scale.Numbers.Select(scale.Position)];
        // Few values are read best as they are.
        if (positions.Length <= most && positions.Zip(positions.Skip(1), (left, right) => right - left).All(distance => distance >= gap))
            return [.. scale.Numbers.Zip(positions, (number, position) => (position, Ticks.Format(number)))];
        double first = scale.Numbers[0] == 0 && scale.IsLogarithmic ? positions[1] : scale.Low;
        (double Position, string Label)[] labels =
        [
            .. scale.IsLogarithmic
                ? Ticks.LogarithmicTicks(first - 1e-9, scale.High + 1e-9).Where(tick => tick.Label != null).Select(tick => (tick.Position, tick.Label!))
                : Ticks.EvenMajors(scale.Low, scale.High),
        ];
        labels = [.. EveryFew(labels.Length, most).Select(i => labels[i])];
        return first > scale.Low ? [(scale.Low, "0"), .. labels] : labels;
    }

    private static IEnumerable<int> EveryFew(int count, int most)
    {
        var step = Math.Max(1, (count + most - 1) / most);
        return Enumerable.Range(0, (count + step - 1) / step).Select(i => i * step);
    }
}
