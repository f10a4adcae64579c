using System.CommandLine;
using System.Globalization;
using System.Numerics;
using System.Text;
using ActReg.MLNet.Cli.Tables;
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

    /// <summary>A whole number that need not be given.</summary>
    public static Option<int?> WholeNumber(string name, string description, int minimum, int maximum) =>
        Checked<int?>(name, "N", description, $"a whole number from {minimum} to {maximum}", (text, out value) =>
            (value = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null) >= minimum && value <= maximum);

    /// <summary>A finite number above 0 that need not be given.</summary>
    public static Option<float?> PositiveNumber(string name, string description) =>
        Checked<float?>(name, "X", description, "a finite number above 0", (text, out value) =>
            (value = float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null) > 0 && float.IsFinite(number));

    /// <summary>Numbers of at least 0 with commas between them.</summary>
    public static Option<float[]?> Numbers(string name, string description) =>
        Checked<float[]?>(name, "X,X", description, "finite numbers of at least 0, with commas between them", (text, out value) =>
        {
            var numbers = text.Split(',').Select(each => float.TryParse(each, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : -1);
            return (value = [.. numbers]).All(number => number >= 0 && float.IsFinite(number));
        });

    /// <summary>Some of a few words, with commas between them.</summary>
    public static Option<string[]> Words(string name, string description, IReadOnlyCollection<string> words, string[] byDefault) =>
        Words(name, description, words).WithDefault(byDefault)!;

    /// <summary>Some of a few words, with commas between them, or none given.</summary>
    public static Option<string[]?> Words(string name, string description, IReadOnlyCollection<string> words) =>
        Checked<string[]?>(name, string.Join(',', words), description, $"some of {string.Join(", ", words)}, with commas between them", (text, out value) =>
            (value = text.Split(',')).All(words.Contains) && value.Distinct().Count() == value.Length);

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

    /// <summary>Names of columns; the option can be given more than once.</summary>
    public static Option<string[]> Names(string name, string description) =>
        new(name) { Description = description, HelpName = "A,B", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };

    /// <summary>Whole numbers with commas between them.</summary>
    public static Option<int[]> WholeNumbers(string name, string description, int[] byDefault, int minimum, int maximum) =>
        WholeNumbers(name, description, minimum, maximum).WithDefault(byDefault)!;

    /// <summary>Whole numbers with commas between them, or none given.</summary>
    public static Option<int[]?> WholeNumbers(string name, string description, int minimum, int maximum) =>
        Checked<int[]?>(name, "N,N", description, $"whole numbers from {minimum} to {maximum}, with commas between them", (text, out value) =>
        {
            var numbers = text.Split(',').Select(each => int.TryParse(each, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1);
            return (value = [.. numbers]).All(number => number >= minimum && number <= maximum);
        });

    /// <summary>What separates the cells of a text file: a word for it, or the letter itself.</summary>
    public static Option<char?> Separator(string name, string description) =>
        Checked<char?>(name, "comma|semicolon|tab|CHAR", description, "comma, semicolon, tab or one ASCII character that is no letter, digit, space or quote", (text, out value) =>
        {
            value = text switch
            {
                "comma" => ',',
                "semicolon" => ';',
                "tab" => '\t',
                [var letter] when char.IsAscii(letter) && !char.IsAsciiLetterOrDigit(letter) && letter is not ('"' or ' ' or '\r' or '\n') => letter,
                _ => null,
            };
            return value != null;
        });

    /// <summary>How numbers are written, by the name of a culture.</summary>
    public static Option<NumberNotation> Culture(string name, string description) =>
        Checked<NumberNotation>(name, "NAME", description, "invariant or the name of a culture, such as de-DE", (text, out value) =>
            {
                var mark = DecimalMarks.Of(text);
                value = new(mark ?? '.');
                return mark != null;
            })
            .WithDefault(NumberNotation.Invariant);

    /// <summary>How letters are written, by the name of an encoding.</summary>
    public static Option<Encoding?> Encoding(string name, string description) =>
        Checked<Encoding?>(name, "NAME", description, "the name of an encoding, such as utf-8, utf-16, latin-1 or windows-1252", (text, out value) =>
            (value = TextEncodings.Of(text)) != null);

    /// <summary>A file that has to be written.</summary>
    public static Option<OutputPath> RequiredFile(string name, string description)
    {
        var option = Output(name, "FILE", description);
        option.Required = true;
        return option;
    }

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
                // Lists may be given in parts; of all others the parser takes one value alone.
                var text = string.Join(',', argument.Tokens.Select(token => token.Value));
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
