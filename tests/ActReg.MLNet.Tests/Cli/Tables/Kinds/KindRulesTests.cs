using ActReg.MLNet.Cli.Tables;

namespace ActReg.MLNet.Tests.Cli.Tables;

[TestClass]
public sealed class KindRulesTests
{
    [TestMethod]
    [DataRow(new[] { "1", "", "2.5", "NA" }, nameof(ColumnKind.Number), null)]
    [DataRow(new[] { "0", "1", "1" }, nameof(ColumnKind.Number), null)]
    [DataRow(new[] { "1", "2", "x", "x" }, nameof(ColumnKind.Category), null)]
    [DataRow(new[] { "yes", "no", "no" }, nameof(ColumnKind.Boolean), null)]
    [DataRow(new[] { "yes", "no", "no", "?" }, nameof(ColumnKind.Boolean), null)]
    [DataRow(new[] { "a", "b", "a" }, nameof(ColumnKind.Category), null)]
    [DataRow(new[] { "a", "b", "c" }, nameof(ColumnKind.Ignored), "texts that are all different, like names")]
    [DataRow(new[] { "5", "5", "5" }, nameof(ColumnKind.Ignored), "always '5'")]
    [DataRow(new[] { "5", "5", "" }, nameof(ColumnKind.Number), null)]
    [DataRow(new[] { "2024-01-31", "2024-02-01", "2024-01-31", "" }, nameof(ColumnKind.Ignored), "dates; numbers made of them, such as the month, would be used")]
    [DataRow(new[] { "31.1.2024", "1.12.2024" }, nameof(ColumnKind.Ignored), "dates; numbers made of them, such as the month, would be used")]
    [DataRow(new[] { "2024-01-31T12:00:05.5Z", "2024-02-01 07:00:00" }, nameof(ColumnKind.Ignored), "dates; numbers made of them, such as the month, would be used")]
    [DataRow(new[] { "2024-01-31", "never", "2024-01-31" }, nameof(ColumnKind.Category), null)]
    [DataRow(new[] { "", "NA", "?" }, nameof(ColumnKind.Ignored), "has no values")]
    public void A_column_is_told_by_its_cells(string[] cells, string kind, string? reason) => Assert.AreEqual((kind, reason), Of(cells));

    [TestMethod]
    public void A_long_constant_is_shortened() => Assert.AreEqual(
        (nameof(ColumnKind.Ignored), $"always '{new string('é', 30)}...'"), Of([.. Enumerable.Repeat(new string('é', 31), 3)]));

    /// <summary>AutoML's InferColumns takes fewer than a hundred texts for a category, and more where they are less than seven tenths of the rows.</summary>
    [TestMethod]
    [DataRow(99, 1, nameof(ColumnKind.Category), null)]
    [DataRow(100, 42, nameof(ColumnKind.Text), "many texts; --text would use their words")]
    [DataRow(100, 43, nameof(ColumnKind.Category), null)]
    [DataRow(1001, 5000, nameof(ColumnKind.Text), "many texts; --text would use their words")]
    [DataRow(1000, 5000, nameof(ColumnKind.Category), null)]
    public void Many_texts_are_no_category(int different, int repeated, string kind, string? reason) =>
        Assert.AreEqual((kind, reason), Of([.. Enumerable.Range(0, different + repeated).Select(row => $"text{row % different}")]));

    [TestMethod]
    public void Long_texts_are_no_names() => Assert.AreEqual(
        (nameof(ColumnKind.Text), "long texts; --text would use their words"), Of([.. Enumerable.Range(10, 20).Select(row => $"a description of some thirty letters {row}")]));

    private static (string Kind, string? Reason) Of(string[] cells)
    {
        var tally = new ColumnTally(NumberNotation.Invariant);
        foreach (var cell in cells)
            tally.Add(NoRows.Instance, cell);
        var (kind, reason) = KindRules.Of(tally);
        return (kind.ToString(), reason);
    }

    private sealed class NoRows : TableRows
    {
        public static NoRows Instance { get; } = new();

        public override string Place => "nowhere";

        public override string this[int column] => throw new NotSupportedException();

        public override bool Read() => false;

        public override void Dispose()
        {
        }
    }
}
