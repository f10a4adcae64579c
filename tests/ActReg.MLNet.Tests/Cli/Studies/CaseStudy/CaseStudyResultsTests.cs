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

    private static StudyResult _study = null!;

    [ClassInitialize]
    public static void Train(TestContext context) =>
        _study = Study.Run(new CaseStudySettings { Repeats = Repeats }, Environment.ProcessorCount, null, context.CancellationToken);

    private static CandidateResult Of(string name) => StudiedModel.All.Zip(_study.Candidates).Single(model => model.First.Name == name).Second;

    [TestMethod]
    [DataRow("none", 30)]
    [DataRow("pre", 29)]
    [DataRow("post", 30)]
    public void The_usual_training_accuracy_is_the_published_one(string name, int correctOf30)
    {
        Assert.AreEqual(correctOf30 / 30.0, Of(name).Train.Single(metric => metric.Metric == "Accuracy").Values.Median(), 1e-9);
        Assert.AreEqual(correctOf30 / 30.0, Golden.Initialization(name).TrainMedian, 1e-6);
    }

    [TestMethod]
    [DataRow("none")]
    [DataRow("pre")]
    [DataRow("post")]
    public void Accuracies_and_activations_are_those_of_an_independent_program(string name)
    {
        var (model, golden) = (Of(name), Golden.Initialization(name));
        var layer = model.Layers.Single();
        Compare(golden.Test, model.TestOf("Accuracy")!.Interval, "test accuracy");
        Compare(golden.MeanActivation, layer.MeanActivation, "mean activation");
        Compare(golden.ZeroFraction, layer.ZeroFraction, "zero fraction");
        Compare(golden.DeadUnitFraction, layer.DeadUnitFraction, "dead units");
    }

    [TestMethod]
    public void Either_penalty_lowers_the_test_loss() =>
        Assert.IsTrue(MedianLoss("pre") < MedianLoss("post") && MedianLoss("post") < MedianLoss("none") - 0.5);

    [TestMethod]
    public void Initializations_differ()
    {
        foreach (var model in _study.Candidates)
            Assert.HasCount(Repeats, model.TestOf("LogLoss")!.Values.Distinct());
    }

    private static double MedianLoss(string name) => Of(name).TestOf("LogLoss")!.Values.Median();

    private static void Compare(CaseStudyReference.Statistics golden, MeanInterval ours, string what) =>
        Assert.AreEqual(golden.Mean, ours.Mean, 4 * Math.Sqrt(golden.Sd * golden.Sd / Repeats + golden.Se * golden.Se), what);
}
