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
