using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests.Testing;

/// <summary>Rows of a series: what it was, perhaps with other features beside it, and what comes next.</summary>
/// <param name="Set">Features and labels as they are.</param>
internal sealed record SeriesRows(TrainingSet Set)
{
    /// <summary>
    /// Windows of a series that rises and swings wider and wider, with noise: all of one series, one timestep apart. Before the window comes the day of the week, and after it another number, or
    /// nothing.
    /// </summary>
    /// <param name="rows">How many.</param>
    /// <param name="lags">The values of a window.</param>
    /// <param name="steps">The values to forecast.</param>
    /// <param name="others">Whether there are other features.</param>
    /// <param name="from">The timestep at which the first window begins.</param>
    public static SeriesRows Rising(int rows, int lags, int steps = 1, bool others = true, int from = 0)
    {
        var (features, labels) = (new List<float>(), new List<float>());
        for (var row = 0; row < rows; row++)
        {
            if (others)
                features.Add((from + row) % 7 / 7f);
            features.AddRange(Enumerable.Range(from + row, lags).Select(Value));
            if (others)
                features.Add(Noise(3 * (from + row)));
            labels.AddRange(Enumerable.Range(from + row + lags, steps).Select(Value));
        }

        return new(new TrainingSet(others ? lags + 2 : lags, [.. features], steps, [.. labels], null));
    }

    /// <summary>Of as many numbers for each row, one after the other.</summary>
    public static SeriesRows Of(int featureCount, float[] features, params float[] labels) => new(new TrainingSet(featureCount, features, labels.Length * featureCount / features.Length, labels, null));

    /// <summary>What the rows are scaled by.</summary>
    public IReadOnlyList<(float Mean, float Spread)> Scales(int[] slots) => [.. Enumerable.Range(0, Set.RowCount).Select(row =>
    {
        double[] window = [.. slots.Select(slot => (double)Set.Row(row)[slot])];
        var mean = window.Average();
        return ((float)mean, (float)Math.Sqrt(window.Sum(value => (value - mean) * (value - mean)) / window.Length));
    })];

    /// <summary>The rows as somebody would scale them by hand: their windows and their labels.</summary>
    public SeriesRows Scaled(int[] slots)
    {
        var (features, labels, scales) = (Set.Features.ToArray(), Set.Targets.ToArray(), Scales(slots));
        for (var row = 0; row < Set.RowCount; row++)
        {
            var (mean, spread) = scales[row];
            foreach (var slot in slots)
                features[row * Set.FeatureCount + slot] = (float)((features[row * Set.FeatureCount + slot] - (double)mean) / spread);
            for (var i = 0; i < Set.TargetCount; i++)
                labels[row * Set.TargetCount + i] = (float)((labels[row * Set.TargetCount + i] - (double)mean) / spread);
        }

        return new(new TrainingSet(Set.FeatureCount, features, Set.TargetCount, labels, null));
    }

    /// <summary>Other rows of the same columns, all values of the series by a factor and an offset.</summary>
    public SeriesRows Moved(float factor, float offset, int[] slots)
    {
        var features = Set.Features.ToArray();
        for (var row = 0; row < Set.RowCount; row++)
        {
            foreach (var slot in slots)
                features[row * Set.FeatureCount + slot] = factor * features[row * Set.FeatureCount + slot] + offset;
        }

        return new(Set with { Features = new RowValues(Set.FeatureCount, features), Targets = new RowValues(Set.TargetCount, [.. Set.Targets.ToArray().Select(label => factor * label + offset)]) });
    }

    /// <summary>Some of the rows.</summary>
    public SeriesRows Rows(Range range)
    {
        var (first, count) = range.GetOffsetAndLength(Set.RowCount);
        return new(new TrainingSet(
            Set.FeatureCount, Set.Features.ToArray()[(first * Set.FeatureCount)..((first + count) * Set.FeatureCount)],
            Set.TargetCount, Set.Targets.ToArray()[(first * Set.TargetCount)..((first + count) * Set.TargetCount)], null));
    }

    /// <summary>All features, row by row.</summary>
    public float[] Features => Set.Features.ToArray();

    /// <summary>Columns Features and Label, a number, or a vector of several.</summary>
    /// <param name="mlContext">The context.</param>
    /// <param name="isVector">Whether the label is a vector; by default where there are several.</param>
    /// <param name="areSparse">Whether features leave their zeros out.</param>
    public IDataView View(MLContext mlContext, bool? isVector = null, bool areSparse = false)
    {
        var all = Enumerable.Range(0, Set.RowCount).Select(row => (Features: Vector(Set.Row(row), areSparse), Label: Set.Target(row).ToArray()));
        return isVector ?? Set.TargetCount > 1
            ? mlContext.Data.LoadFromEnumerable(all.Select(row => new VectorRow { Features = row.Features, Label = row.Label }).ToArray(), Schema<VectorRow>(nameof(VectorRow.Label)))
            : mlContext.Data.LoadFromEnumerable(all.Select(row => new NumberRow { Features = row.Features, Label = row.Label[0] }).ToArray(), Schema<NumberRow>(label: null));
    }

    private SchemaDefinition Schema<T>(string? label)
    {
        var schema = SchemaDefinition.Create(typeof(T));
        schema[nameof(NumberRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, Set.FeatureCount);
        if (label != null)
            schema[label].ColumnType = new VectorDataViewType(NumberDataViewType.Single, Set.TargetCount);
        return schema;
    }

    private static VBuffer<float> Vector(ReadOnlySpan<float> values, bool isSparse)
    {
        float[] all = values.ToArray();
        int[] places = [.. Enumerable.Range(0, all.Length).Where(i => all[i] != 0)];
        return isSparse ? new VBuffer<float>(all.Length, places.Length, [.. places.Select(place => all[place])], places) : new VBuffer<float>(all.Length, all);
    }

    private static float Value(int timestep) => (float)(50 + timestep + (1 + timestep / 40.0) * (3 * Math.Sin(timestep / 3.0) + Noise(timestep)));

    /// <summary>Numbers from -1 to 1 that look like chance, each of its timestep alone.</summary>
    private static float Noise(int timestep) => (float)(new Random(timestep).NextDouble() * 2 - 1);

    internal sealed class NumberRow
    {
        public VBuffer<float> Features { get; set; }

        public float Label { get; set; }
    }

    internal sealed class VectorRow
    {
        public VBuffer<float> Features { get; set; }

        public float[] Label { get; set; } = [];
    }
}
