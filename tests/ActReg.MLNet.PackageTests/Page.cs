using System.Globalization;
using System.Text.RegularExpressions;

namespace ActReg.MLNet.PackageTests;

/// <summary>A page of documentation and the blocks of code in it, which the tests use as they stand but for the version.</summary>
internal sealed partial class Page(string text)
{
    public static Page Packages { get; } = new(File.ReadAllText(Build.At("docs", "packages.md")));

    public static Page Contributing { get; } = new(File.ReadAllText(Build.At("CONTRIBUTING.md")));

    public string Text { get; } = text;

    /// <summary>The only block in a language with some text in it; commands are of none.</summary>
    public string Block(string language, string with = "")
    {
        string[] blocks = [.. Blocks(language).Where(block => block.Contains(with, StringComparison.Ordinal))];
        Assert.HasCount(1, blocks, $"{language} '{with}'");
        return blocks[0];
    }

    /// <summary>A number that it tells, as the first group of a pattern.</summary>
    public double Number(string pattern)
    {
        var match = Regex.Match(Text, pattern);
        Assert.IsTrue(match.Success, pattern);
        return double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
    }

    public IEnumerable<string> Blocks(string language) =>
        FencedBlock().Matches(Text).Where(match => match.Groups[1].Value == language).Select(match => match.Groups[2].Value);

    [GeneratedRegex("^```(.*)\n((?:.*\n)*?)```$", RegexOptions.Multiline)]
    private static partial Regex FencedBlock();
}
