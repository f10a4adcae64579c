using ActReg.MLNet.Cli.Sweep;
using ActReg.MLNet.Cli.Tables;
using ActReg.MLNet.Tests.Cli.Tables;
using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.Tests.Cli.Studies.Sweep;

[TestClass]
public sealed class TableSweepTests
{
    /// <summary>No line, and the reason; or a line, and none.</summary>
    [TestMethod]
    [DataRow(0, false)]
    [DataRow(1, true)]
    public void Early_stopping_is_why_there_is_no_command(int chosen, bool hasReason)
    {
        using var files = new Written();
        var table = files.Open("a,y\n1,u\n2,v\n3,u\n");
        var survey = TableSurvey.Of(table, 1, KindChoices.None, CancellationToken.None);
        var network = new NetworkChoices();
        var sweep = new TableSweep("t.csv", new TableTraining(table, survey, new LabelRules(table, "y", survey.Label).Label(null, null), network), 3, network, []);
        var result = StudyResults.Grid(2) with { ChosenIndex = chosen };
        Assert.AreEqual(
            (hasReason, hasReason ? "There is no 'actreg train' of the one chosen: it stops early, which one plain network of 'actreg train' does not." : null),
            (sweep.TrainArguments(result) == null, sweep.TrainProblem(result)));
    }
}
