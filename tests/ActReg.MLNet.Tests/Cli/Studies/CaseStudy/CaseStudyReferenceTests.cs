using ActReg.MLNet.Cli.CaseStudy;
using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.Tests.Cli;

/// <summary>What the command, the README and the notebook say of many initializations and draws is what the golden file has.</summary>
[TestClass]
public sealed class CaseStudyReferenceTests
{
    private static readonly CaseStudyReference Golden = CaseStudyReference.Load();

    [TestMethod]
    public void The_commands_figures_are_the_golden_ones_rounded()
    {
        foreach (var model in StudiedModel.All)
        {
            var (golden, reference) = (Golden.Initialization(model.Name), model.Reference);
            Assert.AreEqual(
                (Rounded(golden.TrainMedian), Rounded(golden.Test.Mean), Rounded(golden.Test.Sd)),
                (reference.TrainMedian, reference.TestMean, reference.TestSd), model.Name);
            Assert.IsLessThan(0.001, golden.Test.Se);
            var lift = Golden.Draw(model.Name).Lift;
            if (reference.Lift is { } quoted)
                Assert.AreEqual((Rounded(lift.Mean), Rounded(1.96 * lift.Se)), (quoted.Mean, quoted.Reach), model.Name);
            else
                Assert.AreEqual((0, 0), (lift.Mean, lift.Se), model.Name);
        }

        Assert.AreEqual(
            (ReferenceFigures.Count, ReferenceFigures.DrawCount, ReferenceFigures.PublishedTogether),
            (Golden.Meta.Initializations, Golden.Meta.Draws, Golden.Meta.PublishedTogether));
    }

    /// <summary>The file's means are those of its single figures; so are the initializations with all that the tutorial prints.</summary>
    [TestMethod]
    public void The_golden_figures_agree_with_each_other()
    {
        foreach (var golden in Golden.Initializations)
            Assert.AreEqual(golden.Test.Mean, golden.TestCorrect.Average() / 70, 1e-6, golden.Model);
        var correct = StudiedModel.All.Select(model => Golden.Initialization(model.Name).TestCorrect).ToArray();
        int[] published = [.. StudiedModel.All.Select(model => (int)Math.Round(model.Published.TestAccuracy * 70))];
        Assert.AreEqual(
            Golden.Meta.PublishedTogether,
            Enumerable.Range(0, Golden.Meta.Initializations).Count(i => correct.Zip(published).All(each => each.First[i] == each.Second)));
    }

    [TestMethod]
    [DataRow("README.md")]
    [DataRow("notebooks/case-study.ipynb")]
    public void What_is_written_of_other_draws_is_golden(string file)
    {
        var text = File.ReadAllText(Repository.At(file.Split('/')));
        Assert.Contains(Golden.Draw("pre").Lift.Quoted, text);
        Assert.Contains(Golden.Draw("post").Lift.Quoted, text);
    }

    [TestMethod]
    public void What_is_written_of_the_picture_is_golden() => Assert.Contains(
        $"all three in {Golden.Meta.PublishedTogether} of {Golden.Meta.Initializations} initializations",
        File.ReadAllText(Repository.At("README.md")));

    [TestMethod]
    public void What_is_written_of_stopping_early_is_golden() => Assert.Contains(
        $"{Golden.Draw("none_800").Lift.Quoted} for stopping at epoch 800",
        File.ReadAllText(Repository.At("notebooks", "case-study.ipynb")));

    private static double Rounded(double value) => Math.Round(value, 3);
}
