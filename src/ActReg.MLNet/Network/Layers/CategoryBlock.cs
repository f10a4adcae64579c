namespace ActReg.MLNet;

/// <summary>Features that belong to one category: each of them says whether it is a value's, or how often that value is there.</summary>
/// <param name="First">The first of them, counted from 0.</param>
/// <param name="Count">How many they are, at least 1.</param>
public readonly record struct CategoryBlock(int First, int Count)
{
    /// <summary>The first feature behind them.</summary>
    internal long End => (long)First + Count;

    /// <summary>What is wrong with blocks; <see langword="null"/> where nothing is.</summary>
    /// <param name="blocks">The blocks.</param>
    /// <param name="featureCount">The features that there are.</param>
    /// <param name="name">What messages call them.</param>
    internal static string? Problem(IReadOnlyList<CategoryBlock> blocks, int featureCount, string name)
    {
        for (var i = 0; i < blocks.Count; i++)
        {
            var block = blocks[i];
            if (block.First < 0 || block.Count < 1 || block.End > featureCount)
                return Rule.Broken($"{name}[{i}]", featureCount == int.MaxValue ? "must begin at 0 or above and have at least 1 feature" : $"must be among the {featureCount} features", block);
            if (i > 0 && block.First < blocks[i - 1].End)
                return Rule.Broken($"{name}[{i}]", "must begin behind the one before", block);
        }

        return null;
    }

    /// <summary>As messages tell it: <c>[3, 7)</c> has the features 3 to 6.</summary>
    public override string ToString() => FormattableString.Invariant($"[{First}, {End})");
}
