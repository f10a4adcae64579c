using System.Reflection;
using System.Text.RegularExpressions;
using ActReg.MLNet.Tests.Conformance;
using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.Tests;

/// <summary>What docs/reliability.md says is held by tests, which exist.</summary>
[TestClass]
public sealed partial class ReliabilityPageTests
{
    private static readonly string Text = File.ReadAllText(Repository.At("docs", "reliability.md"));

    /// <summary>Names with underscores are those of checks, as scikit-learn's are that begin in lower case.</summary>
    [TestMethod]
    public void Every_test_and_check_that_it_names_exists()
    {
        var types = Assembly.GetExecutingAssembly().GetTypes();
        var testNames = types.Where(type => type.GetCustomAttribute<TestClassAttribute>() != null).Select(type => type.Name).ToHashSet();
        var checkNames = types.Select(type => type.Name).Where(name => name.EndsWith("Checks", StringComparison.Ordinal)).ToHashSet();
        string[] names = [.. CodeName().Matches(Text).Select(match => match.Groups[1].Value).Distinct()];
        Assert.IsGreaterThan(60, names.Length);
        Assert.IsEmpty(names.Where(name => name.EndsWith("Tests", StringComparison.Ordinal) && !testNames.Contains(name)).ToArray());
        Assert.IsEmpty(names.Where(name => name.EndsWith("Checks", StringComparison.Ordinal) && !checkNames.Contains(name)).ToArray());
        Assert.IsEmpty(names.Where(name => name.Contains('_', StringComparison.Ordinal) && !TrainerChecks.All.ContainsKey(name)).ToArray());
    }

    [TestMethod]
    public void Every_check_of_trainers_is_named() =>
        Assert.IsEmpty(TrainerChecks.All.Keys.Where(name => !Text.Contains($"`{name}`", StringComparison.Ordinal)).ToArray());

    /// <summary>Beside those of the table, checks are for all trainers.</summary>
    [TestMethod]
    public void Every_promise_has_a_test()
    {
        var table = Text[Text.IndexOf("| promise |", StringComparison.Ordinal)..Text.IndexOf("## What is not promised", StringComparison.Ordinal)];
        string[] rows = [.. table.Split('\n').Where(line => line.StartsWith('|')).Skip(2)];
        Assert.IsGreaterThan(15, rows.Length);
        foreach (var row in rows)
            Assert.MatchesRegex("`[A-Z][A-Za-z]*Tests`[^|]*[|]$", row);
    }

    [GeneratedRegex("`([A-Z][A-Za-z_]*)`")]
    private static partial Regex CodeName();
}
