using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ActReg.MLNet;

/// <summary>Rows of a fold as a trainer reads them: pre-processed, and all of them usable.</summary>
public sealed record PreparedRows
{
    /// <param name="featureCount">The features per row.</param>
    /// <param name="features">A row's after the other's; finite.</param>
    /// <param name="marks">What their column says of itself.</param>
    internal PreparedRows(int featureCount, float[] features, FeatureMarks marks) => (FeatureCount, Features, Marks) = (featureCount, features, marks);

    /// <summary>The rows.</summary>
    public int RowCount => Features.Length / FeatureCount;

    /// <summary>The features of each.</summary>
    public int FeatureCount { get; }

    internal float[] Features { get; }

    internal FeatureMarks Marks { get; }

    /// <summary>The features that belong to categories, as their column says.</summary>
    internal IReadOnlyList<CategoryBlock> Categories { get; init; } = [];

    /// <summary>A class's index, 1 or 0, or a number; <see langword="null"/> for an autoencoder.</summary>
    internal float[]? Labels { get; init; }

    /// <summary>The classes that labels are of; 0 where they are numbers.</summary>
    internal int ClassCount { get; init; }

    /// <summary>What the labels' column says of itself.</summary>
    internal LabelMarks? LabelMarks { get; init; }

    internal float[]? Weights { get; init; }

    /// <summary>Equal for rows that belong together.</summary>
    internal uint[]? Groups { get; init; }

    internal ReadOnlySpan<float> Row(int row) => Features.AsSpan(row * FeatureCount, FeatureCount);

    /// <summary>The same, at most so many rows, evenly spaced.</summary>
    internal IEnumerable<int> Sample(int most)
    {
        var count = Math.Min(most, RowCount);
        return Enumerable.Range(0, count).Select(i => (int)((long)i * RowCount / count));
    }

    /// <summary>Some of the rows, in the order of their places.</summary>
    internal PreparedRows Select(int[] places)
    {
        var features = new float[places.Length * FeatureCount];
        for (var i = 0; i < places.Length; i++)
            Row(places[i]).CopyTo(features.AsSpan(i * FeatureCount));
        return new(FeatureCount, features, Marks)
        {
            Categories = Categories,
            Labels = At(Labels),
            ClassCount = ClassCount,
            LabelMarks = LabelMarks,
            Weights = At(Weights),
            Groups = At(Groups),
        };

        T[]? At<T>(T[]? values) => values == null ? null : [.. places.Select(place => values[place])];
    }

    /// <summary>Refuses rows to judge by that fit those to train on by name and type, but stand for something else.</summary>
    /// <exception cref="ArgumentException">They have other features, another stage, or other classes or another order of them.</exception>
    internal void CheckAgainst(PreparedRows train)
    {
        if (FeatureCount != train.FeatureCount)
            throw new ArgumentException(Rule.Broken("test data", $"must have {train.FeatureCount} features, like the data", FeatureCount));
        if (ClassCount != train.ClassCount)
            throw new ArgumentException(Rule.Broken("test data", $"must have labels of {train.ClassCount} classes, like the data", ClassCount));
        Rule.ThrowIfBroken([train.Marks.Problem(Marks, "test data: the features column")]);
        if (!Categories.SequenceEqual(train.Categories))
        {
            throw new ArgumentException(Rule.Broken(
                "test data: the features column", $"must have the data's blocks of categories, {Excerpt.Of(train.Categories)}", Excerpt.Of(Categories)));
        }

        if (train.LabelMarks is not { KeyValues: { } keys } || LabelMarks is not { KeyValues: { } others } || others.SequenceEqual(keys))
            return;
        throw new ArgumentException(Rule.Broken(
            "test data", $"must have the label's keys in the data's order, {Excerpt.Of(keys)}: map both by one fitted MapValueToKey", Excerpt.Of(others)));
    }

    /// <summary>Tells them from all others.</summary>
    internal void AddTo(IncrementalHash hash)
    {
        hash.AppendData([Labels == null ? (byte)0 : (byte)1, Weights == null ? (byte)0 : (byte)1, Groups == null ? (byte)0 : (byte)1, Marks.IsNormalized ? (byte)1 : (byte)0]);
        AddArray(hash, [RowCount, FeatureCount, ClassCount, .. Marks.Dimensions ?? []]);
        // Folds without any have the names that they had before there were blocks.
        if (Categories.Count > 0)
            AddArray(hash, [Categories.Count, .. Categories.SelectMany(block => new[] { block.First, block.Count })]);
        AddArray(hash, Features);
        AddArray<float>(hash, Labels);
        AddArray<float>(hash, Weights);
        AddArray<uint>(hash, Groups);
    }

    private static void AddArray<T>(IncrementalHash hash, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        // Bytes are counted in an int.
        const int Most = 1 << 24;
        for (; values.Length > Most; values = values[Most..])
            hash.AppendData(MemoryMarshal.AsBytes(values[..Most]));
        hash.AppendData(MemoryMarshal.AsBytes(values));
    }
}
