namespace ActReg.MLNet;

/// <summary>The ranges of the options of the data generators.</summary>
internal static class SampleChecks
{
    public static void Count(long value, string option)
    {
        if (value < 0)
            throw OutOfRange(option, $"be at least 0", value);
        if (value > Array.MaxLength)
            throw OutOfRange(option, $"be at most {Array.MaxLength}", value);
    }

    public static void Noise(double? noise)
    {
        if (noise is { } value && !(value >= 0 && double.IsFinite(value)))
            throw OutOfRange(nameof(noise), $"be finite and at least 0", value);
    }

    public static void Factor(double factor)
    {
        if (!(factor >= 0 && factor < 1))
            throw OutOfRange(nameof(factor), $"be at least 0 and less than 1", factor);
    }

    public static void Seed(long? seed)
    {
        if (seed is { } value && value is < 0 or > uint.MaxValue)
            throw OutOfRange(nameof(seed), $"be at least 0 and at most {uint.MaxValue}", value);
    }

    private static ArgumentOutOfRangeException OutOfRange<T>(string option, FormattableString rule, T value) =>
        new(option, Rule.Broken(option, "must " + FormattableString.Invariant(rule), value));
}
