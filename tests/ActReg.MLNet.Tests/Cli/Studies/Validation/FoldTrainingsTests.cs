using ActReg.MLNet.Cli.Sweep;
using ActReg.MLNet.Cli.Tables;
using ActReg.MLNet.Tests.Cli.Tables;

namespace ActReg.MLNet.Tests.Cli;

[TestClass]
public sealed class FoldTrainingsTests : IDisposable
{
    private readonly Written _files = new();

    public void Dispose() => _files.Dispose();

    /// <summary>A trainer that both take: a study's folds, seeds and figures are those of another program part.</summary>
    [TestMethod]
    [DataRow("u,v")]
    [DataRow("u,v,w")]
    [DataRow("")]
    public void Figures_are_those_of_a_study(string names)
    {
        var classes = names.Split(',');
        var table = _files.Open("n,c,y\n" + string.Concat(Enumerable.Range(0, 50).Select(row => FormattableString.Invariant(
            $"{(row % 9 == 4 ? "" : $"{row * 7 % 13}")},{"pqr"[row * row % 3]},{(names == "" ? $"{row * row % 17}" : classes[row * 5 % 7 % classes.Length])}\n"))));
        var survey = TableSurvey.Of(table, 2, KindChoices.None, CancellationToken.None);
        var network = new NetworkChoices { HiddenUnits = [8], Epochs = 20, LearningRate = 0.01f, Seed = 3 };
        var training = new TableTraining(table, survey, new LabelRules(table, "y", survey.Label).Label(null, null), network);
        var seen = new List<StudyProgress>();
        var expected = TableValidation.Of(training, network, 3, _ => { }, CancellationToken.None);
        var found = new FoldTrainings(training, network, 3).Run(seen.Add, CancellationToken.None);
        Assert.AreEqual((3, expected.Task, null), (found.Folds, found.Task, found.Failure));
        foreach (var (theirs, ours) in expected.Metrics.Zip(found.Metrics, (one, other) => (one, other)))
        {
            Assert.AreEqual(theirs.Metric, ours.Metric);
            foreach (var (value, other) in theirs.Values.Zip(ours.Values))
                Assert.AreEqual(value, other, 1e-5, theirs.Metric);
            Assert.AreEqual(theirs.Interval.Low, ours.Interval.Low, 1e-4, theirs.Metric);
        }

        // The training on all rows is still to come.
        Assert.AreEqual("1 of 4, 2 of 4, 3 of 4", string.Join(", ", seen.Select(progress => $"{progress.Done} of {progress.Total}")));
        Assert.IsTrue(seen.All(progress => progress.Left > TimeSpan.Zero));
    }

    /// <summary>After the first of 20 epochs, of three trainings.</summary>
    [TestMethod]
    public void How_long_all_may_take_is_told_in_the_first_training()
    {
        var table = _files.Open("n,y\n" + string.Concat(Enumerable.Range(0, 30).Select(row => $"{row * 7 % 13},{"uv"[row % 2]}\n")));
        var survey = TableSurvey.Of(table, 1, KindChoices.None, CancellationToken.None);
        var network = new NetworkChoices { HiddenUnits = [4], Epochs = 20 };
        var training = new TableTraining(table, survey, new LabelRules(table, "y", survey.Label).Label(null, null), network);
        var seen = new List<StudyProgress>();
        new FoldTrainings(training, network, 2) { FirstNews = TimeSpan.Zero }.Run(seen.Add, CancellationToken.None);
        Assert.AreEqual("0 1 2", string.Join(' ', seen.Select(progress => progress.Done)));
        // Times are whole ticks.
        Assert.AreEqual(59, seen[0].Left!.Value / seen[0].Elapsed, 1e-9 + 60.0 / seen[0].Elapsed.Ticks);
    }

    [TestMethod]
    [DataRow(1000, 500)]
    [DataRow(100_000, 50)]
    [DataRow(1_000_000, 10)]
    public void Of_many_rows_there_are_fewer_epochs(int rows, int epochs) => Assert.AreEqual(epochs, new TabularChoices().EpochsOf(rows));
}
