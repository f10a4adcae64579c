using System.CommandLine;
using System.Globalization;
using System.Numerics;
using ActReg.MLNet.Cli.Terminal;

namespace ActReg.MLNet.Cli.CommandLine;

/// <summary>Options whose values are checked; a message names the option, its rule and the value received.</summary>
internal static class OptionValues
{
    private const string PathRule = "a path";

    private delegate bool Parser<T>(string text, out T value);

    public static Option<T> WholeNumber<T>(string name, string description, T byDefault, T minimum, T maximum)
        where T : struct, IBinaryInteger<T> =>
        Checked<T>(name, "N", description, $"a whole number from {minimum} to {maximum}", (text, out value) =>
                T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value)
                && value >= minimum && value <= maximum)
            .WithDefault(byDefault);

    /// <summary>A finite number, at least 0.</summary>
    public static Option<float> Number(string name, string description, float byDefault) =>
        Checked<float>(name, "X", description, "a finite number of at least 0", (text, out value) =>
                float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
                && value >= 0 && float.IsFinite(value))
            .WithDefault(byDefault);

    /// <summary>A finite number above 0.</summary>
    public static Option<float> PositiveNumber(string name, string description, float byDefault) =>
        Checked<float>(name, "X", description, "a finite number above 0", (text, out value) =>
                float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
                && value > 0 && float.IsFinite(value))
            .WithDefault(byDefault);

    /// <summary>One of a few words.</summary>
    public static Option<string> Word(string name, string description, IReadOnlyCollection<string> words, string byDefault) =>
        Checked<string>(name, string.Join('|', words), description, $"one of {string.Join(", ", words)}", (text, out value) =>
                words.Contains(value = text))
            .WithDefault(byDefault);

    /// <summary>The path of a folder to read, as it was written.</summary>
    public static Option<string> InputFolder(string name, string description, string byDefault) =>
        Checked<string>(name, "DIR", description, PathRule, (text, out value) => (value = text).Length > 0)
            .WithDefault(byDefault);

    /// <summary>A word, or the path of a file to read, as it was written.</summary>
    public static Option<string> Source(string name, string description, string byDefault) =>
        Checked<string>(name, "WORD|FILE", description, PathRule, (text, out value) => (value = text).Length > 0)
            .WithDefault(byDefault);

    /// <summary>A text that need not be given.</summary>
    public static Option<string?> Text(string name, string description) =>
        Checked<string?>(name, "NAME", description, "a name", (text, out value) => (value = text).Length > 0);

    public static Option<OutputPath> OutputFolder(string name, string description, string byDefault) =>
        Output(name, "DIR", description).WithDefault(new(name, byDefault));

    /// <summary>A file that is written only where the option is given.</summary>
    public static Option<OutputPath> OutputFile(string name, string description) => Output(name, "FILE", description);

    private static Option<OutputPath> Output(string name, string helpName, string description) =>
        Checked<OutputPath>(name, helpName, description, PathRule, (text, out value) =>
        {
            value = new(name, text);
            return text.Length > 0;
        });

    private static Option<T> Checked<T>(string name, string helpName, string description, string rule, Parser<T> tryParse) =>
        new(name)
        {
            Description = description,
            HelpName = helpName,
            CustomParser = argument =>
            {
                var text = argument.Tokens[0].Value;
                if (tryParse(text, out var value))
                    return value;
                argument.AddError($"{name} must be {rule}; received '{text}'.");
                return default;
            },
        };

    private static Option<T> WithDefault<T>(this Option<T> option, T value)
    {
        option.DefaultValueFactory = _ => value;
        return option;
    }
}
