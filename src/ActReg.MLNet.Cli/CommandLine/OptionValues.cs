using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace ActReg.MLNet.Cli.CommandLine;

/// <summary>Options whose values are checked; a message names the option, its rule and the value received.</summary>
internal static class OptionValues
{
    public static Option<T> WholeNumber<T>(string name, string description, T byDefault, T minimum, T maximum)
        where T : struct, IBinaryInteger<T> => new(name)
        {
            Description = description,
            HelpName = "N",
            DefaultValueFactory = _ => byDefault,
            CustomParser = argument =>
            {
                var text = argument.Tokens[0].Value;
                if (T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
                    && value >= minimum && value <= maximum)
                    return value;
                return Wrong<T>(argument, $"{name} must be a whole number from {minimum} to {maximum}; received '{text}'.");
            },
        };

    /// <summary>A finite number, at least 0.</summary>
    public static Option<float> Number(string name, string description, float byDefault) => new(name)
    {
        Description = description,
        HelpName = "X",
        DefaultValueFactory = _ => byDefault,
        CustomParser = argument =>
        {
            var text = argument.Tokens[0].Value;
            if (float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                && value >= 0 && float.IsFinite(value))
                return value;
            return Wrong<float>(argument, $"{name} must be a finite number of at least 0; received '{text}'.");
        },
    };

    /// <summary>One of a few words.</summary>
    public static Option<string> Word(
        string name, string description, IReadOnlyCollection<string> words, string byDefault) => new(name)
        {
            Description = description,
            HelpName = string.Join('|', words),
            DefaultValueFactory = _ => byDefault,
            CustomParser = argument =>
            {
                var text = argument.Tokens[0].Value;
                return words.Contains(text)
                    ? text
                    : Wrong<string>(argument, $"{name} must be one of {string.Join(", ", words)}; received '{text}'.");
            },
        };

    /// <summary>The path of a file or folder, as it was written.</summary>
    public static Option<string> Path(string name, string helpName, string description, string? byDefault = null)
    {
        var option = new Option<string>(name)
        {
            Description = description,
            HelpName = helpName,
            CustomParser = argument =>
            {
                var text = argument.Tokens[0].Value;
                return text.Length > 0 ? text : Wrong<string>(argument, $"{name} must be a path; received '{text}'.");
            },
        };
        // A default of null would show in the help.
        if (byDefault != null)
            option.DefaultValueFactory = _ => byDefault;
        return option;
    }

    private static T? Wrong<T>(ArgumentResult argument, string message)
    {
        argument.AddError(message);
        return default;
    }
}
