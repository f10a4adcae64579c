using ActReg.MLNet.Cli.CaseStudy;
using MathNet.Numerics.Statistics;

namespace ActReg.MLNet.Tests.Cli;

/// <summary>The tutorial's three networks, thirty times each, against what an independent program's trainings gave.</summary>
/// <remarks>
/// Seeds are fixed: on one machine the figures never change. On another, whose vector units round otherwise, trainings part
/// ways, and the figures are as if drawn anew; the tolerances are for that. Each is four standard errors of the difference between two
/// means: of right engines one comparison in 16,000 would fail, and one machine in 1,300, as there are twelve.
/// </remarks>
[TestClass]
public sealed class CaseStudyResultsTests
{
    private const int Repeats = 30;

    private static readonly CaseStudyReference Golden = CaseStudyReference.Load();

    private static CaseStudyResult _study = null!;

    [ClassInitialize]
    public static async Task Train(TestContext context) => _study = await Study.RunAsync(
        new CaseStudySettings { Repeats = Repeats }, Environment.ProcessorCount, (_, _) => { }, context.CancellationToken);

    private static ModelResult Of(string name) => _study.Models.Single(model => model.Model.Name == name);

    [TestMethod]
    [DataRow("none", 30)]
    [DataRow("pre", 29)]
    [DataRow("post", 30)]
    public void The_usual_training_accuracy_is_the_published_one(string name, int correctOf30)
    {
        Assert.AreEqual(correctOf30 / 30.0, Of(name).Repeats.TrainMedian, 1e-9);
        Assert.AreEqual(correctOf30 / 30.0, Golden.Initialization(name).TrainMedian, 1e-6);
    }

    [TestMethod]
    [DataRow("none")]
    [DataRow("pre")]
    [DataRow("post")]
    public void Accuracies_and_activations_are_those_of_an_independent_program(string name)
    {
        var (outcomes, golden) = (Of(name).Outcomes, Golden.Initialization(name));
        Compare(golden.Test, outcomes.Select(o => o.TestAccuracy), "test accuracy");
        Compare(golden.MeanActivation, outcomes.Select(o => o.MeanActivation), "mean activation");
        Compare(golden.ZeroFraction, outcomes.Select(o => o.ZeroFraction), "zero fraction");
        Compare(golden.DeadUnitFraction, outcomes.Select(o => o.DeadUnitFraction), "dead units");
    }

    [TestMethod]
    public void Either_penalty_lowers_the_test_loss() =>
        Assert.IsTrue(MedianLoss("pre") < MedianLoss("post") && MedianLoss("post") < MedianLoss("none") - 0.5);

    /// <summary>The last epoch's test accuracy is that after training.</summary>
    [TestMethod]
    public void The_first_training_has_its_learning_curve()
    {
        foreach (var model in _study.Models)
        {
            Assert.HasCount(4000, model.History);
            Assert.AreEqual(model.First.TestAccuracy, model.History[^1].ValidationAccuracy, 1e-9);
        }
    }

    [TestMethod]
    public void Initializations_differ()
    {
        foreach (var model in _study.Models)
            Assert.HasCount(Repeats, model.Outcomes.Select(o => o.TestLogLoss).Distinct());
    }

    private static double MedianLoss(string name) => Of(name).Outcomes.Select(o => o.TestLogLoss).Median();

    private static void Compare(CaseStudyReference.Statistics golden, IEnumerable<double> ours, string what) =>
        Assert.AreEqual(golden.Mean, ours.Mean(), 4 * Math.Sqrt(golden.Sd * golden.Sd / Repeats + golden.Se * golden.Se), what);
}
