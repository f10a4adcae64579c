namespace ActReg.MLNet.Plotting;

/// <summary>Where values of a setting lie on an axis: evenly, by logarithms where they span decades, or side by side where they are no numbers.</summary>
internal sealed class StudyScale
{
    private const double DecadesRatio = 20;

    private readonly Dictionary<string, int> _categories = [];
    private readonly double _zero;

    private StudyScale(IEnumerable<string> categories, double[] numbers, bool isLogarithmic)
    {
        foreach (var category in categories)
            _categories.TryAdd(category, _categories.Count);
        Numbers = numbers;
        IsLogarithmic = isLogarithmic;
        if (isLogarithmic)
        {
            var (low, high) = (Math.Log10(numbers.First(number => number > 0)), Math.Log10(numbers[^1]));
            _zero = low - Math.Max(0.5, 0.15 * (high - low));
        }

        double[] positions = IsCategorical ? [0, Math.Max(0, _categories.Count - 1)] : [Position(numbers[0]), Position(numbers[^1])];
        (Low, High) = (positions[0], positions[1]);
    }

    public bool IsLogarithmic { get; }

    public bool IsCategorical => Numbers.Count == 0;

    /// <summary>Distinct and ascending; none of categories.</summary>
    public IReadOnlyList<double> Numbers { get; }

    /// <summary>In the order in which they came; none of numbers.</summary>
    public IReadOnlyList<string> Categories => [.. _categories.Keys];

    /// <summary>The first position.</summary>
    public double Low { get; }

    /// <summary>The last position.</summary>
    public double High { get; }

    /// <param name="settings">At least one.</param>
    public static StudyScale Of(IReadOnlyList<StudySetting> settings) => settings.All(setting => setting.Number is { } number && double.IsFinite(number))
        ? OfNumbers(settings.Select(setting => setting.Number!.Value)) : new(settings.Select(setting => setting.Value), [], false);

    /// <param name="numbers">At least one, all finite.</param>
    public static StudyScale OfNumbers(IEnumerable<double> numbers)
    {
        double[] sorted = [.. numbers.Distinct().Order()];
        var positive = sorted.Where(number => number > 0).ToArray();
        return new([], sorted, sorted[0] >= 0 && positive.Length > 1 && positive[^1] >= DecadesRatio * positive[0]);
    }

    public double Position(StudySetting setting) => IsCategorical ? _categories[setting.Value] : Position(setting.Number!.Value);

    /// <summary>A 0, which has no logarithm, lies on the left of the other numbers.</summary>
    public double Position(double number) => !IsLogarithmic ? number : number > 0 ? Math.Log10(number) : _zero;
}
