using System.Text.RegularExpressions;
using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.Tests;

/// <summary>The pages that users read.</summary>
internal static partial class Pages
{
    /// <summary>README and everything in docs, relative to the repository.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "README.md", "CHANGELOG.md", "CONTRIBUTING.md",
        .. new[] { "docs", "notebooks", "src", Path.Combine("tests", "ActReg.MLNet.Benchmarks"), Path.Combine("tests", "data") }
            .SelectMany(folder => Directory.EnumerateFiles(Repository.At(folder), "*.md", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Repository.At(), file)).Order(StringComparer.Ordinal),
    ];

    public static string Read(string page) => File.ReadAllText(Repository.At(page));

    /// <summary>The headings' anchors, as GitHub and docfx make them.</summary>
    public static IReadOnlySet<string> Anchors(string text) =>
        Heading().Matches(Code().Replace(text, "")).Select(match => Anchor(match.Groups[1].Value)).ToHashSet();

    /// <summary>What a page's links and pictures lead to.</summary>
    public static IEnumerable<string> Links(string text) => Link().Matches(Code().Replace(text, "")).Select(match => match.Groups[1].Value);

    private static string Anchor(string heading) =>
        NotInAnchors().Replace(Target().Replace(heading.Trim(), "$1").ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex("^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("^```.*?^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Code();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex Target();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchors();
}
