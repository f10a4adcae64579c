using System.Text.Json;
using Microsoft.ML;
using static ActReg.MLNet.StudySpace;

namespace ActReg.MLNet.Tests.Studies.Candidates;

[TestClass]
public sealed class CandidateNameTests
{
    private static readonly MLContext MLContext = new(seed: 1);

    [TestMethod]
    public void A_penalty_is_told_by_norm_strength_and_place() => CollectionAssert.AreEqual(
        (string[])["L1 1e-4 before ReLU, BatchSum", "L1L2 1e-4 before ReLU, BatchSum"],
        Names(Grid(VaryNorm(ActivityNorm.L1, ActivityNorm.L1L2), VaryPlacement(ActivityPlacement.PreActivation), VaryReduction(ActivityReduction.BatchSum), VaryStrength(1e-4f)), Layer.Dense(4, Activation.Relu)));

    /// <summary>What is not varied is what it is by default, which the name says.</summary>
    [TestMethod]
    public void A_norm_alone_is_told_with_what_it_has_by_default() => CollectionAssert.AreEqual(
        (string[])["L2 0.01 after Tanh"], Names(Grid(VaryNorm(ActivityNorm.L2)), Layer.Dense(4, Activation.Tanh)));

    [TestMethod]
    public void Functions_that_differ_have_no_name_in_common() => CollectionAssert.AreEqual(
        (string[])["L1 1 after activation"], Names(Grid(VaryStrength(1)), Layer.Dense(4, Activation.Tanh), Layer.Dense(4, Activation.Relu)));

    [TestMethod]
    public void Other_options_are_told_by_their_names() => CollectionAssert.AreEqual(
        (string[])["L1 0.5 after ReLU, HiddenUnits [8, 4], LearningRate 1e-5"],
        Names(Grid(VaryHiddenUnits([8, 4]), VaryStrength(0.5f), Vary(options => options.LearningRate, 1e-5f)), Layer.Dense(4, Activation.Relu)));

    /// <summary>As users write them, without what was not given.</summary>
    [TestMethod]
    public void Records_are_told_as_they_are_written()
    {
        var names = Names(
            Grid(
                Vary(options => options.Layers, [Layer.Dense(8, Activation.Relu, ActivityRegularizer.L1(0.5f)), Layer.Dropout(0.5f)]),
                Vary(options => options.Optimizer, Optimizer.Sgd(0.9f))),
            Layer.Dense(4, Activation.Relu));
        Assert.AreEqual(
            "Layers [Dense(Units = 8, ActivationFunction = Relu, ActivityRegularizer = L1(0.5)), Dropout(Rate = 0.5)], Optimizer Sgd(Momentum = 0.9, Nesterov = False)",
            names.Single());
    }

    [TestMethod]
    public void A_candidate_has_one_name_wherever_it_stands()
    {
        const string Name = "L1 1e-4 before ReLU, BatchSum";
        var space = Grid(VaryPlacement(ActivityPlacement.PreActivation), VaryReduction(ActivityReduction.BatchSum), VaryStrength(1e-4f));
        var (study, _) = FakeStudy.Of(_ => new(0.5), FakeStudy.Options(), space: space);
        var result = study.Run(FakeStudy.Rows(24));
        Assert.AreEqual(Name, study.Candidates[1].Name);
        StringAssert.Contains(result.ToString(), Name, StringComparison.Ordinal);
        Assert.Contains(Name, MLContext.Data.CreateEnumerable<Row>(result.ToDataView(MLContext), reuseRowObject: false).Select(row => row.Candidate));
        using var stream = new MemoryStream();
        result.WriteJson(stream);
        using var json = JsonDocument.Parse(stream.ToArray());
        Assert.AreEqual(Name, json.RootElement.GetProperty("candidates")[1].GetProperty("candidate").GetProperty("name").GetString());
        // A legend's lines are of what their candidates share.
        Assert.AreEqual("before ReLU, BatchSum", CandidateName.OfGroup([.. study.Candidates[1].Settings.Where(setting => setting.Name != "Strength")], study.Candidates[1].Function));
    }

    /// <summary>Drawn of three values, ten candidates are three.</summary>
    [TestMethod]
    public void Candidates_that_are_drawn_twice_are_noted_once()
    {
        var (study, executor) = FakeStudy.Of(_ => new(0.5), FakeStudy.Options(), space: Random(10, Vary(options => options.BatchSize, 1, 2, 3)));
        var result = study.Run(FakeStudy.Rows(24));
        Assert.HasCount(4, result.Candidates);
        CollectionAssert.AreEqual((string[])["Of the 10 candidates of the space, 7 equal others and stand in the results once."], result.Notes.ToArray());
        StringAssert.Contains(result.ToString(), result.Notes[0], StringComparison.Ordinal);
        Assert.HasCount(16, executor.Seen);
    }

    [TestMethod]
    public void One_that_equals_another_is_noted_and_the_baseline_is_no_other()
    {
        Assert.AreEqual(
            "Of the 3 candidates of the space, 1 equals another one and stands in the results once.",
            FakeStudy.Of(_ => new(0.5), FakeStudy.Options(), space: List(Vary(options => options.BatchSize, 1, 2, 1))).Study.Run(FakeStudy.Rows(24)).Notes.Single());
        Assert.IsEmpty(FakeStudy.Of(_ => new(0.5), FakeStudy.Options(), space: List(Vary(options => options.Epochs, FakeStudy.Epochs))).Study.Run(FakeStudy.Rows(24)).Notes);
    }

    private static string[] Names(StudySpace space, params Layer[] layers) =>
    [
        .. MLContext.BinaryClassification.ActivityRegularizationStudy(new ActivityRegularizedMlpOptions { Layers = layers }, space, new StudyOptions { CompareEarlyStopping = false })
            .Candidates.Where(candidate => candidate.Role == CandidateRole.Candidate).Select(candidate => candidate.Name),
    ];

    private sealed class Row
    {
        public string Candidate { get; set; } = "";
    }
}
