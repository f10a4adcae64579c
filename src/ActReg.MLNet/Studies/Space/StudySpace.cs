namespace ActReg.MLNet;

/// <summary>The candidates of a study: what is varied, and how; made by <see cref="Grid"/>, <see cref="Random"/> and <see cref="List"/>.</summary>
/// <example><code>
/// using static ActReg.MLNet.StudySpace;
///
/// var space = Grid(
///     VaryNorm(ActivityNorm.L1, ActivityNorm.L2), VaryPlacement(ActivityPlacement.PreActivation, ActivityPlacement.PostActivation),
///     VaryStrength(1e-4f, 1e-3f, 1e-2f), Vary(options => options.LearningRate, 1e-3f, 3e-3f));
/// </code></example>
public sealed partial class StudySpace
{
    private readonly Func<int, IEnumerable<IReadOnlyList<StudyValue>>> _candidates;

    private StudySpace(IReadOnlyList<StudyVariation> variations, Func<int, IEnumerable<IReadOnlyList<StudyValue>>> candidates)
    {
        foreach (var names in variations.GroupBy(variation => variation.Name))
        {
            if (names.Count() > 1)
                throw new ArgumentException($"variations must be of different options; {names.Key} is varied {names.Count()} times.");
        }

        VariationNames = [.. variations.Select(variation => variation.Name)];
        _candidates = candidates;
    }

    /// <summary>What is varied.</summary>
    public override string ToString() => $"candidates of different {string.Join(", ", VariationNames)}";

    /// <summary>What is varied, in order.</summary>
    public IReadOnlyList<string> VariationNames { get; }

    /// <summary>All combinations of all values; those of the last variation follow each other.</summary>
    /// <param name="variations">At least one, each of values.</param>
    /// <exception cref="ArgumentException">There is none, one is a range, or two vary the same.</exception>
    public static StudySpace Grid(params IReadOnlyList<StudyVariation> variations)
    {
        var values = ValuesOf(variations, nameof(Grid));
        return new(variations, _ => values.Aggregate(
            (IEnumerable<IReadOnlyList<StudyValue>>)[[]], (all, next) => all.SelectMany(some => next.Select(IReadOnlyList<StudyValue> (value) => [.. some, value]))));
    }

    /// <summary>Candidates whose values are drawn independently (J. Bergstra and Y. Bengio, "Random search for hyper-parameter optimization", 2012).</summary>
    /// <remarks>They depend on the study's seed. Twice the same draw is one candidate.</remarks>
    /// <param name="count">How many, at least 1.</param>
    /// <param name="variations">At least one, of values or ranges.</param>
    /// <exception cref="ArgumentException">There is none, or two vary the same.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1.</exception>
    public static StudySpace Random(int count, params IReadOnlyList<StudyVariation> variations)
    {
        Require.AtLeast(1, count);
        CheckAny(variations);
        return new(variations, seed =>
        {
            var random = RandomStreams.Create(seed, RandomStreams.Candidates);
            return [.. Enumerable.Range(0, count).Select(_ => variations.Select(variation => variation.At(random.NextDouble())).ToArray())];
        });
    }

    /// <summary>As many candidates as each variation has values: the first candidate has the first of each, and so on.</summary>
    /// <param name="variations">At least one, all of equally many values.</param>
    /// <exception cref="ArgumentException">There is none, one is a range or of another number of values, or two vary the same.</exception>
    public static StudySpace List(params IReadOnlyList<StudyVariation> variations)
    {
        var values = ValuesOf(variations, nameof(List));
        for (var i = 1; i < values.Length; i++)
        {
            if (values[i].Count != values[0].Count)
                throw new ArgumentException(Rule.Broken(variations[i].Name, $"must have {values[0].Count} values in a list, as {variations[0].Name} has", values[i].Count));
        }

        return new(variations, _ => Enumerable.Range(0, values[0].Count).Select(i => values.Select(list => list[i]).ToArray()));
    }

    /// <summary>What each candidate has of each variation, in order.</summary>
    internal IReadOnlyList<IReadOnlyList<StudyValue>> Candidates(int seed) => [.. _candidates(seed)];

    private static IReadOnlyList<StudyValue>[] ValuesOf(IReadOnlyList<StudyVariation> variations, string space)
    {
        CheckAny(variations);
        return [.. variations.Select(variation => variation.Values
            ?? throw new ArgumentException(Rule.Broken(variation.Name, $"must be varied over values in {space}; a range is for {nameof(Random)}", "a range")))];
    }

    private static void CheckAny(IReadOnlyList<StudyVariation> variations)
    {
        ArgumentNullException.ThrowIfNull(variations);
        if (variations.Count == 0)
            throw new ArgumentException(Rule.Broken(nameof(variations), "must be at least one", 0));
        foreach (var variation in variations)
            ArgumentNullException.ThrowIfNull(variation, nameof(variations));
    }
}
