using ActReg.MLNet.Cli.Tables;

namespace ActReg.MLNet.Tests.Cli.Tables;

[TestClass]
public sealed class LabelRulesTests : IDisposable
{
    private readonly Written _files = new();

    public void Dispose() => _files.Dispose();

    [TestMethod]
    [DataRow("no yes no", nameof(TableTask.Binary), "no yes", "the one that says yes")]
    [DataRow("1 0 1 1", nameof(TableTask.Binary), "0 1", "the one that says yes")]
    [DataRow("T F T", nameof(TableTask.Binary), "F T", "the one that says yes")]
    [DataRow("good bad good", nameof(TableTask.Binary), "good bad", "the rarer one")]
    [DataRow("bad good bad", nameof(TableTask.Binary), "bad good", "the rarer one")]
    [DataRow("good bad NA", nameof(TableTask.Binary), "bad good", "the later one, of values that are equally frequent")]
    [DataRow("10 9", nameof(TableTask.Binary), "9 10", "the later one, of values that are equally frequent")]
    [DataRow("b a c b", nameof(TableTask.Multiclass), "a b c", "")]
    [DataRow("10 10 10 10 10 9 9 9 9 9 1 1 1 1 1", nameof(TableTask.Multiclass), "1 9 10", "")]
    [DataRow("10 10 10 10 10 9 9 9 9 9 1 1 1 1", nameof(TableTask.Regression), "", "")]
    [DataRow("10.5 10.5 10.5 10.5 10.5 9 9 9 9 9 1 1 1 1 1", nameof(TableTask.Regression), "", "")]
    [DataRow("1 2 3", nameof(TableTask.Regression), "", "")]
    [DataRow("1 1.0 2.5 3 4", nameof(TableTask.Regression), "", "")]
    public void Values_tell_the_task_and_the_positive_class(string values, string task, string classes, string reason)
    {
        var label = Of(values);
        Assert.AreEqual((task, classes, reason), (label.Task.ToString(), string.Join(' ', label.Classes), label.PositiveReason));
    }

    [TestMethod]
    public void What_is_asked_for_goes_first()
    {
        Assert.AreEqual("yes no", string.Join(' ', Of("no yes", positive: "no").Classes));
        Assert.AreEqual(TableTask.Multiclass, Of("no yes", TableTask.Multiclass).Task);
        Assert.AreEqual(TableTask.Regression, Of("0 1", TableTask.Regression).Task);
    }

    [TestMethod]
    [DataRow("a a NA", null, null, "--label must name a column of at least two different values; 'y' of FILE 't.csv' has 1: 'a'.")]
    [DataRow("NA ?", null, null, "--label must name a column of at least two different values; 'y' of FILE 't.csv' has none.")]
    [DataRow("a b c", nameof(TableTask.Binary), null, "--task binary must have a label of two different values; 'y' of FILE 't.csv' has 3: 'a', 'b', 'c'.")]
    [DataRow("1 2 x", nameof(TableTask.Regression), null, "FILE 't.csv', line 4, column 'y': 'x' is not a number, which --task regression asks for.")]
    [DataRow("1 2 x 4", null, null, "FILE 't.csv', line 4, column 'y': 'x' is not a number, unlike 3 of 4 values; '--task multiclass' would take all for texts.")]
    [DataRow("1,5 2,5 3,5 1,5", null, null, "FILE 't.csv', line 2, column 'y': '1,5' is not a number (if its comma is a decimal mark, --culture must name a culture that writes so, such as de-DE); '--task multiclass' would take all for texts.")]
    [DataRow("1 1.0 2", null, null, "FILE 't.csv', column 'y': a class must be written in one way, since classes are told apart by their texts; '1' and '1.0' are the same number.")]
    [DataRow("01 2 1 3", nameof(TableTask.Multiclass), null, "FILE 't.csv', column 'y': a class must be written in one way, since classes are told apart by their texts; '01' and '1' are the same number.")]
    [DataRow("1 1.0 1", null, null, "--label must name a column of at least two different values; 'y' of FILE 't.csv' has 2: '1', '1.0'.")]
    [DataRow("1700000001 1700000002 1700000300", null, null, "FILE 't.csv', column 'y', the label, has numbers such as '1700000001' and '1700000002', which are one in single precision; less an offset that all have, they would be different.")]
    [DataRow("a b", null, "c", "--positive must be one of the label's values, 'a' and 'b'; received 'c'.")]
    [DataRow("a b c c", null, "c", "--positive is for two classes; 'y' of FILE 't.csv' has 3: 'a', 'b', 'c', and the task is multiclass.")]
    [DataRow("f e d c b a", null, null, "--label must name a column of numbers, or of texts of which each can occur again; 'y' of FILE 't.csv' has 6: 'a', 'b', 'c', 'd', 'e' and others.")]
    public void What_cannot_be_is_refused(string values, string? task, string? positive, string message) =>
        Assert.AreEqual(message, _files.Refusal(() => Of(values, task == null ? null : Enum.Parse<TableTask>(task), positive)));

    [TestMethod]
    public void Classes_have_an_end() => Assert.AreEqual(
        "--task multiclass must have a label of at most 1000 different values; 'y' of FILE 't.csv' has more than 1000.",
        _files.Refusal(() => Of(string.Join(' ', Enumerable.Range(0, 1001)), TableTask.Multiclass)));

    private TableLabel Of(string values, TableTask? task = null, string? positive = null)
    {
        var table = _files.Open($"y\n{values.Replace(' ', '\n')}\n", new(';', NumberNotation.Invariant));
        var tally = new LabelTally(table.Numbers);
        using var rows = table.Open();
        while (rows.Read())
            tally.Add(rows, 0);
        return new LabelRules(table, "y", tally).Label(task, positive);
    }
}
