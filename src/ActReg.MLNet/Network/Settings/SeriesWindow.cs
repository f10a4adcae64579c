using System.Globalization;
using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>
/// Which features are the last values of a series whose next ones are the label, so that regression can scale each row by its own window: the network gets <c>(x - m) / s</c> of the window's values
/// and is trained on <c>(y - m) / s</c> of the row's labels, and the model scores <c>m + s · output</c>, where <c>m</c> is the mean and <c>s</c> the standard deviation of that row's window. So a series
/// that rises, or swings wider and wider, looks to the network as it did before.
/// </summary>
/// <remarks>
/// <para>It is reversible instance normalization without the learned scale (T. Kim et al., "Reversible instance normalization for accurate time-series forecasting against distribution shift", 2022;
/// after N. Passalis et al., "Deep adaptive input normalization for time series forecasting", 2020). <c>s² = Σ (x - m)² / n</c> of the <c>n</c> values that are there, in double precision.</para>
/// <para>Where the features are nothing but the window, scores follow the series exactly: those of <c>a x + b</c>, for any <c>a</c> above 0, are <c>a</c> times those of <c>x</c>, plus <c>b</c>. A window whose
/// values are all the same has nothing to scale by, and scores that value, the only score of which this still holds; rows with such a window are not trained on, nor validated on.</para>
/// <para>Window and labels must be in the same units, as they were measured: normalizers must not have changed them. Other features, such as the day of the week, are left as they are.</para>
/// </remarks>
public sealed record SeriesWindow
{
    private const int FewestSlots = 2;

    [JsonConstructor]
    internal SeriesWindow(int first, int? count, int step)
    {
        First = Require.AtLeast(0, first);
        Count = count is { } slots ? Require.AtLeast(FewestSlots, slots, nameof(count)) : null;
        Step = Require.AtLeast(1, step);
    }

    /// <summary>All features.</summary>
    public static SeriesWindow All { get; } = new(0, null, 1);

    /// <summary>The first of its slots in the features column, from 0.</summary>
    public int First { get; }

    /// <summary>How many slots it has; <see langword="null"/> for all there are from the first on.</summary>
    public int? Count { get; }

    /// <summary>How far apart they are: 1 for neighbours.</summary>
    public int Step { get; }

    /// <summary>Some of the features.</summary>
    /// <param name="first">The first slot of the features column that belongs to the window, from 0.</param>
    /// <param name="count">How many slots it has, at least 2; by default all there are from the first on.</param>
    /// <param name="step">
    /// How far apart they are, at least 1, neighbours by default. Of an <c>InputShape</c> of [timesteps, features] it is the number of features, and the window one of them.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static SeriesWindow Of(int first = 0, int? count = null, int step = 1) => new(first, count, step);

    /// <summary>As it is written.</summary>
    public override string ToString()
    {
        if (this == All)
            return $"{nameof(SeriesWindow)}.{nameof(All)}";
        string?[] arguments = [$"first: {First}", Count is { } count ? $"count: {count}" : null, Step == 1 ? null : $"step: {Step}"];
        return string.Create(CultureInfo.InvariantCulture, $"{nameof(SeriesWindow)}.{nameof(Of)}({string.Join(", ", arguments.OfType<string>())})");
    }

    /// <summary>Why it cannot be one of so many features; <see langword="null"/> where it can.</summary>
    /// <param name="featureCount">The features per row.</param>
    /// <param name="features">What they are called in the message.</param>
    internal string? Problem(int featureCount, string features) =>
        SlotCount(featureCount) >= FewestSlots && First + (SlotCount(featureCount) - 1L) * Step < featureCount
            ? null : Rule.Broken("seriesWindow", $"must be at least {FewestSlots} of the {featureCount} slots of {features}, and none beyond", this);

    /// <summary>Whether a slot belongs to it, of so many features.</summary>
    internal bool Has(int slot, int featureCount) => slot >= First && (slot - First) % Step == 0 && (slot - First) / Step < SlotCount(featureCount);

    /// <summary>Scales the window's features where they are.</summary>
    /// <param name="features">A row.</param>
    /// <returns>By what.</returns>
    internal WindowScale Apply(Span<float> features)
    {
        var scale = ScaleOf(features);
        var count = SlotCount(features.Length);
        for (var i = 0; i < count; i++)
            features[First + i * Step] = scale.Scale(features[First + i * Step]);
        return scale;
    }

    /// <summary>What a row is scaled by: of values that are missing nothing counts; where all are, its mean is NaN.</summary>
    /// <param name="features">The row as it was before.</param>
    internal WindowScale ScaleOf(ReadOnlySpan<float> features)
    {
        var (slots, count, sum) = (SlotCount(features.Length), 0, 0d);
        for (var i = 0; i < slots; i++)
        {
            var value = features[First + i * Step];
            if (float.IsNaN(value))
                continue;
            count++;
            sum += value;
        }

        // Of values that are all the same, this is that value exactly, and the spread exactly 0.
        var mean = sum / count;
        double squares = 0;
        for (var i = 0; i < slots; i++)
        {
            var difference = features[First + i * Step] - mean;
            squares += double.IsNaN(difference) ? 0 : difference * difference;
        }

        return new WindowScale((float)mean, (float)Math.Sqrt(squares / Math.Max(1, count)));
    }

    private int SlotCount(int featureCount) => Count ?? (int)Math.Max(0, (featureCount - (long)First + Step - 1) / Step);
}
