namespace ActReg.MLNet;

/// <summary>One thing that candidates of a study differ in, and its values; made by the <c>Vary</c> methods of <see cref="StudySpace"/>.</summary>
public sealed class StudyVariation
{
    private readonly IReadOnlyList<StudyValue>? _values;
    private readonly Func<double, StudyValue>? _draw;

    private StudyVariation(string name, IReadOnlyList<StudyValue>? values, Func<double, StudyValue>? draw) => (Name, _values, _draw) = (name, values, draw);

    /// <summary>Its name and values.</summary>
    public override string ToString() => $"{Name}: {(_values == null ? "a range" : string.Join(", ", _values.Select(value => value.Text)))}";

    /// <summary>What tables call it.</summary>
    public string Name { get; }

    /// <summary>Its values; <see langword="null"/> for a range.</summary>
    internal IReadOnlyList<StudyValue>? Values => _values;

    /// <exception cref="ArgumentException">There are no values, or one is there twice.</exception>
    internal static StudyVariation Of<T>(string name, IReadOnlyList<T> values, Action<CandidateDraft, T> apply)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0)
            throw new ArgumentException(Rule.Broken(name, "must be varied over at least one value", 0));
        return new(name, [.. values.Select(value => StudyValue.Of(name, value, apply))], null);
    }

    internal static StudyVariation Of<T>(string name, StudyRange<T> range, Action<CandidateDraft, T> apply)
    {
        ArgumentNullException.ThrowIfNull(range);
        return new(name, null, share => StudyValue.Of(name, range.At(share), apply));
    }

    /// <summary>One of its values.</summary>
    /// <param name="share">Which: at least 0 and below 1.</param>
    internal StudyValue At(double share) => _draw?.Invoke(share) ?? _values![(int)(share * _values.Count)];
}
