using System.Globalization;

namespace ActReg.MLNet;

/// <summary>A range that <see cref="StudySpace.Random"/> draws values from; made by the methods below.</summary>
/// <typeparam name="T">The values' type.</typeparam>
public sealed class StudyRange<T>
{
    private readonly string _text;
    private readonly Func<double, T> _at;

    internal StudyRange(string text, Func<double, T> at) => (_text, _at) = (text, at);

    /// <summary>As it is written.</summary>
    public override string ToString() => _text;

    /// <summary>The value at a share of the range.</summary>
    /// <param name="share">At least 0 and below 1.</param>
    internal T At(double share) => _at(share);
}

/// <summary>Makes ranges.</summary>
public static class StudyRange
{
    /// <summary>Numbers that are all equally likely.</summary>
    /// <param name="from">Finite.</param>
    /// <param name="to">Finite, and above <paramref name="from"/>.</param>
    /// <exception cref="ArgumentException">The range is empty.</exception>
    public static StudyRange<float> Uniform(float from, float to) =>
        new(Text("Uniform", from, to, Require.Finite(from) < Require.Finite(to)), share => (float)(from + share * ((double)to - from)));

    /// <summary>Numbers whose logarithms are all equally likely, as suits rates and strengths.</summary>
    /// <param name="from">Finite and above 0.</param>
    /// <param name="to">Finite, and above <paramref name="from"/>.</param>
    /// <exception cref="ArgumentException">The range is empty.</exception>
    public static StudyRange<float> LogUniform(float from, float to) =>
        new(Text("LogUniform", from, to, Require.Positive(from) < Require.Positive(to)), share => (float)(from * Math.Pow((double)to / from, share)));

    /// <summary>Whole numbers that are all equally likely.</summary>
    /// <param name="from">The smallest.</param>
    /// <param name="to">The largest, above <paramref name="from"/>.</param>
    /// <exception cref="ArgumentException">The range is empty.</exception>
    public static StudyRange<int> Whole(int from, int to) =>
        new(Text("Whole", from, to, from < to), share => (int)(from + Math.Floor(share * ((double)to - from + 1))));

    private static string Text<T>(string name, T from, T to, bool isRange) => isRange
        ? string.Create(CultureInfo.InvariantCulture, $"{name}({from}, {to})")
        : throw new ArgumentException(Rule.Broken(nameof(to), string.Create(CultureInfo.InvariantCulture, $"must be above from, {from}"), to));
}
