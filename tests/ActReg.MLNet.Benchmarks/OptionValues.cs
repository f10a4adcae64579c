using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ActReg.MLNet.Benchmarks;

/// <summary>Options whose values are checked.</summary>
internal static class OptionValues
{
    public static Option<int> WholeNumber(string name, string description, int byDefault, int minimum, int maximum) => new(name)
    {
        Description = $"{description} From {minimum} to {maximum}.",
        HelpName = "N",
        DefaultValueFactory = _ => byDefault,
        CustomParser = argument =>
        {
            var text = argument.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                && value >= minimum && value <= maximum)
                return value;
            argument.AddError($"{name} must be a whole number from {minimum} to {maximum}; received '{text}'.");
            return byDefault;
        },
    };

    /// <summary>Names separated by commas; by default all of them, or one.</summary>
    public static Option<string[]> Names(string name, string description, IReadOnlyList<string> known, string? byDefault = null) => new(name)
    {
        Description = $"{description} Of {string.Join(", ", known)}.",
        HelpName = "NAME,...",
        DefaultValueFactory = _ => byDefault == null ? [.. known] : [byDefault],
        CustomParser = argument =>
        {
            var names = argument.Tokens[0].Value.Split(
                ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (names.FirstOrDefault(given => !known.Contains(given)) is { } unknown)
                argument.AddError($"{name} has no '{unknown}'; it has {string.Join(", ", known)}.");
            else if (names.Length == 0)
                argument.AddError($"{name} must name at least one.");
            return names;
        },
    };

    /// <summary>A regular expression; by default one that finds everything, unless another is given.</summary>
    public static Option<Regex> Pattern(string name, string description, string byDefault = "") => new(name)
    {
        Description = description,
        HelpName = "PATTERN",
        DefaultValueFactory = _ => new Regex(byDefault),
        CustomParser = argument =>
        {
            try
            {
                return new Regex(argument.Tokens[0].Value);
            }
            catch (RegexParseException error)
            {
                argument.AddError($"{name}: {error.Message}");
                return null;
            }
        },
    };

    public static Option<string?> Json() => new("--json") { Description = "File for the results as JSON.", HelpName = "FILE" };
}
