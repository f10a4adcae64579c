using System.CommandLine;

namespace ActReg.MLNet.Cli.CommandLine;

/// <summary>Commands as people type them.</summary>
internal static class CommandText
{
    /// <summary>The command of such arguments.</summary>
    public static string Of(IEnumerable<string> arguments) => $"actreg {string.Join(' ', arguments.Select(Quoted))}";

    /// <summary>Those of some options that were given, with their values as they were.</summary>
    public static IReadOnlyList<string> Given(ParseResult arguments, IEnumerable<Option> options) =>
        [.. options.SelectMany(option => arguments.GetResult(option) is { Implicit: false } given ? given.Tokens.SelectMany(token => (string[])[option.Name, token.Value]) : [])];

    /// <summary>In quotes where a shell would read something else.</summary>
    private static string Quoted(string argument) => argument.Length > 0 && argument.All(letter => char.IsLetterOrDigit(letter) || "-_./,=:+@%\\".Contains(letter, StringComparison.Ordinal))
        ? argument : argument.Any(letter => "\"$`!".Contains(letter, StringComparison.Ordinal)) ? $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'" : $"\"{argument}\"";
}
