namespace ActReg.MLNet;

/// <summary>What the names of a trainer's columns must be.</summary>
internal static class ColumnRules
{
    /// <summary>Checks them with everything else.</summary>
    /// <param name="options">The options.</param>
    /// <param name="others">What is wrong with all else, as sentences, and null for each rule that is kept.</param>
    /// <exception cref="ArgumentOutOfRangeException">A name is missing: ML.NET's own trainers throw the same.</exception>
    /// <exception cref="ArgumentException">Something else is wrong; the message names all that is, in either case.</exception>
    public static void Check(ActivityRegularizedOptionsBase options, IEnumerable<string?> others)
    {
        string?[] names = [Rule.NotBlank(options.LabelColumnName, "labelColumnName"), Rule.NotBlank(options.FeatureColumnName, "featureColumnName")];
        try
        {
            Rule.ThrowIfBroken(names.Concat(others));
        }
        catch (ArgumentException e) when (names.Any(name => name != null))
        {
            throw new ArgumentOutOfRangeException(e.Message, innerException: null);
        }
    }
}
