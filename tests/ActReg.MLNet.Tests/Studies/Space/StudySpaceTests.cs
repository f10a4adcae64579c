using Microsoft.ML;
using static ActReg.MLNet.StudySpace;

namespace ActReg.MLNet.Tests.Studies.Space;

[TestClass]
public sealed class StudySpaceTests
{
    private static readonly MLContext MLContext = new(seed: 1);

    [TestMethod]
    public void A_grid_has_all_combinations_the_last_variation_first()
    {
        var names = Names(Grid(VaryStrength(1e-5f, 0.001f), VaryPlacement(ActivityPlacement.PreActivation, ActivityPlacement.PostActivation)));
        CollectionAssert.AreEqual(
            (string[])[
                "no penalty", "early stopping",
                "L1 1e-5 before ReLU", "L1 1e-5 after ReLU",
                "L1 0.001 before ReLU", "L1 0.001 after ReLU"],
            names);
    }

    [TestMethod]
    public void A_list_takes_the_values_side_by_side() => CollectionAssert.AreEqual(
        (string[])["no penalty", "early stopping", "LearningRate 0.1, BatchSize 8", "LearningRate 0.01, BatchSize 16"],
        Names(List(Vary(options => options.LearningRate, 0.1f, 0.01f), Vary(options => options.BatchSize, 8, 16))));

    [TestMethod]
    public void Random_candidates_are_those_of_the_seed_and_in_the_ranges()
    {
        var space = Random(50, Vary(options => options.LearningRate, StudyRange.LogUniform(1e-4f, 1e-2f)), Vary(options => options.BatchSize, StudyRange.Whole(8, 10)));
        var (first, again, other) = (Study(space, seed: 3), Study(space, seed: 3), Study(space, seed: 4));
        CollectionAssert.AreEqual(first.Select(candidate => candidate.Name).ToArray(), again.Select(candidate => candidate.Name).ToArray());
        CollectionAssert.AreNotEqual(first.Select(candidate => candidate.Name).ToArray(), other.Select(candidate => candidate.Name).ToArray());
        var drawn = first.Where(candidate => candidate.Role == CandidateRole.Candidate).ToArray();
        Assert.HasCount(50, drawn);
        Assert.IsTrue(drawn.All(candidate => candidate.Settings[0].Number is >= 1e-4 and <= 1e-2));
        CollectionAssert.AreEquivalent((double[])[8, 9, 10], drawn.Select(candidate => candidate.Settings[1].Number!.Value).Distinct().ToArray());
        // Of logarithms half are in each half: 25 of 50, with a deviation of 3.5, are outside 8 to 42 once in a million seeds.
        var low = drawn.Count(candidate => candidate.Settings[0].Number < 1e-3);
        Assert.IsTrue(low is >= 8 and <= 42, $"{low}");
    }

    [TestMethod]
    public void A_penalty_stands_where_the_simple_overload_puts_it()
    {
        foreach (var placement in Enum.GetValues<ActivityPlacement>())
        {
            var candidates = Study(Grid(VaryNorm(ActivityNorm.L2), VaryStrength(0.25f), VaryPlacement(placement), VaryReduction(ActivityReduction.BatchSum)));
            var simple = MLContext.BinaryClassification.Trainers.ActivityRegularizedMlp(
                hiddenUnits: [16], activityRegularizer: ActivityRegularizer.L2(0.25f, ActivityReduction.BatchSum), placement: placement, epochs: 1);
            var network = simple.Fit(MLContext.Data.LoadCircles(10, seed: 1)).Model.SubModel;
            CollectionAssert.AreEqual(network.Layers.SkipLast(1).ToArray(), LayersOf(candidates[^1]));
        }
    }

    [TestMethod]
    public void Hidden_units_keep_what_else_the_layers_have()
    {
        var candidates = Study(Grid(VaryHiddenUnits([4], [8, 2])), layers: Layer.Dense(16, Activation.Tanh, ActivityRegularizer.L1(0.5f)));
        CollectionAssert.AreEqual((Layer[])[Layer.Dense(4, Activation.Tanh, ActivityRegularizer.L1(0.5f))], LayersOf(candidates[^2]));
        CollectionAssert.AreEqual(
            (Layer[])[Layer.Dense(8, Activation.Tanh, ActivityRegularizer.L1(0.5f)), Layer.Dense(2, Activation.Tanh, ActivityRegularizer.L1(0.5f))], LayersOf(candidates[^1]));
    }

    [TestMethod]
    public void The_baseline_has_no_activity_penalty_and_early_stopping_is_the_baseline_that_stops()
    {
        var candidates = Study(Grid(VaryStrength(1f)), layers: [Layer.Dense(3, Activation.Relu, ActivityRegularizer.L1()), Layer.ActivityRegularization(ActivityRegularizer.L2())]);
        Assert.AreEqual(CandidateRole.Baseline, candidates[0].Role);
        CollectionAssert.AreEqual((Layer[])[Layer.Dense(3, Activation.Relu)], LayersOf(candidates[0]));
        Assert.AreEqual(CandidateRole.EarlyStopping, candidates[1].Role);
        CollectionAssert.AreEqual((Layer[])[Layer.Dense(3, Activation.Relu)], LayersOf(candidates[1]));
        var settings = Data(candidates[1]).Settings;
        Assert.AreEqual(new EarlyStopping(patience: 20), settings.EarlyStopping);
        Assert.AreEqual(0.2f, settings.ValidationFraction);
    }

    /// <summary>A tenth of the epochs, or ten, but so that there is time to stop.</summary>
    [TestMethod]
    [DataRow(1, 1)]
    [DataRow(4, 1)]
    [DataRow(20, 5)]
    [DataRow(40, 10)]
    [DataRow(99, 10)]
    [DataRow(200, 20)]
    [DataRow(4000, 400)]
    public void The_patience_of_early_stopping_follows_the_epochs(int epochs, int patience)
    {
        var candidates = MLContext.BinaryClassification.ActivityRegularizationStudy(new ActivityRegularizedMlpOptions { Epochs = epochs }, Grid(VaryStrength(1f)), new StudyOptions()).Candidates;
        Assert.AreEqual(new EarlyStopping(patience: patience), Data(candidates[1]).Settings.EarlyStopping);
    }

    /// <summary>Convolutions have a function of their own; what recurrent layers put out are activities, too, though the function is inside.</summary>
    [TestMethod]
    public void Layers_of_all_kinds_that_have_activities_are_penalized()
    {
        var l1 = ActivityRegularizer.L1(0.5f);
        Layer[] layers = [Layer.Conv1D(4, 3, activation: Activation.Relu), Layer.MaxPooling1D(2), Layer.Lstm(5, returnSequences: true), Layer.SimpleRnn(3), Layer.Dropout(0.1f), Layer.Dense(2, Activation.Tanh)];
        CollectionAssert.AreEqual(
            (Layer[])[
                Layer.Conv1D(4, 3, activation: Activation.Relu, activityRegularizer: l1), layers[1], Layer.Lstm(5, returnSequences: true, activityRegularizer: l1),
                Layer.SimpleRnn(3, activityRegularizer: l1), layers[4], Layer.Dense(2, Activation.Tanh, l1)],
            LayersOf(Network(Grid(VaryStrength(0.5f)), layers)[^1]));
        CollectionAssert.AreEqual(
            (Layer[])[Layer.Conv1D(4, 3, activityRegularizer: l1), Layer.Activation(Activation.Relu), Layer.GlobalAveragePooling()],
            LayersOf(Network(Grid(VaryStrength(0.5f), VaryPlacement(ActivityPlacement.PreActivation)), Layer.Conv1D(4, 3, activation: Activation.Relu), Layer.GlobalAveragePooling())[^1]));
    }

    [TestMethod]
    public void Before_a_function_that_is_inside_there_is_no_place_for_a_penalty() => Assert.AreEqual(
        "Candidate \"L1 0.5 before activation\": placement must be PostActivation for Lstm layers, whose functions are inside; "
        + "received Recurrent(Cell = Lstm, Units = 5, ReturnSequences = False, IsBidirectional = False).",
        Assert.Throws<ArgumentException>(() => Network(Grid(VaryStrength(0.5f), VaryPlacement(ActivityPlacement.PreActivation)), Layer.Lstm(5))).Message);

    [TestMethod]
    public void Hidden_units_of_other_layers_are_refused_by_name() => StringAssert.EndsWith(
        Assert.Throws<ArgumentException>(() => Network(Grid(VaryHiddenUnits([4])), Layer.Lstm(5))).Message,
        "vary options => options.Layers instead; received [Recurrent(Cell = Lstm, Units = 5, ReturnSequences = False, IsBidirectional = False)].", StringComparison.Ordinal);

    [TestMethod]
    public void A_rate_that_follows_from_the_rows_is_a_value_too()
    {
        var candidates = Study(Grid(Vary(options => options.LearningRate, null, 1e-3f)));
        Assert.HasCount(3, candidates);
        Assert.AreEqual("LearningRate default", string.Join(", ", candidates[0].Settings.Select(setting => $"{setting.Name} {setting.Value}")));
        Assert.IsTrue(Data(candidates[0]).StepDefaults.LearningRate);
        Assert.IsFalse(Data(candidates[^1]).StepDefaults.LearningRate);
    }

    [TestMethod]
    public void A_candidate_that_equals_the_baseline_is_the_baseline()
    {
        var candidates = Study(Grid(Vary(options => options.LabelSmoothing, 0f, 0.125f)));
        Assert.HasCount(3, candidates);
        Assert.AreEqual(CandidateRole.Baseline, candidates[0].Role);
        Assert.AreEqual(new StudySetting("LabelSmoothing", "0", 0), candidates[0].Settings.Single());
    }

    [TestMethod]
    [DataRow("no variation", "variations must be at least one; received 0.")]
    [DataRow("twice", "variations must be of different options; BatchSize is varied 2 times.")]
    [DataRow("range in grid", "LearningRate must be varied over values in Grid; a range is for Random; received a range.")]
    [DataRow("uneven list", "BatchSize must have 1 values in a list, as LearningRate has; received 2.")]
    [DataRow("no value", "BatchSize must be varied over at least one value; received 0.")]
    [DataRow("seed", "Candidate \"Seed 1\": Vary must be given an option that may differ between candidates; received Seed.")]
    [DataRow("time", "Candidate \"TimeLimit 00:00:01\": Vary must be given an option that may differ between candidates; received TimeLimit.")]
    [DataRow("not an option", "Vary must be given an option, as in options => options.LearningRate; received options => (options.Epochs + 1).")]
    [DataRow("out of range", "Candidate \"Epochs 0\": epochs must be at least 1; received 0.")]
    [DataRow("other options", "Candidate \"CodeSize 4\": Vary must be given an option of ActivityRegularizedMlpOptions; received SparseAutoencoderOptions.CodeSize.")]
    [DataRow("linear", "Candidate \"L1 1 after activation\": layers must have a layer with an activation function to put the penalty on; received [Dense(Units = 2, ActivationFunction = Linear)].")]
    [DataRow("empty range", "to must be above from, 3; received 3.")]
    public void What_cannot_be_varied_is_refused(string what, string message)
    {
        var error = Assert.Throws<ArgumentException>(() => _ = what switch
        {
            "no variation" => Study(Grid()),
            "twice" => Study(Grid(Vary(options => options.BatchSize, 1), Vary(options => options.BatchSize, 2))),
            "range in grid" => Study(Grid(Vary(options => options.LearningRate, StudyRange.Uniform(1, 2)))),
            "uneven list" => Study(List(Vary(options => options.LearningRate, 1f), Vary(options => options.BatchSize, 1, 2))),
            "no value" => Study(Grid(Vary(options => options.BatchSize))),
            "seed" => Study(Grid(Vary(options => options.Seed, 1))),
            "time" => Study(Grid(Vary(options => options.TimeLimit, TimeSpan.FromSeconds(1)))),
            "not an option" => Study(Grid(Vary(options => options.Epochs + 1, 1))),
            "out of range" => Study(Grid(Vary(options => options.Epochs, 0))),
            "other options" => Study(Grid(Vary((SparseAutoencoderOptions options) => options.CodeSize, 4))),
            "linear" => Study(Grid(VaryStrength(1f)), layers: Layer.Dense(2)),
            _ => Study(Random(1, Vary(options => options.BatchSize, StudyRange.Whole(3, 3)))),
        });
        Assert.AreEqual(message, error.Message);
    }

    [TestMethod]
    public void What_a_study_cannot_have_of_base_options_is_told_at_once()
    {
        var data = MLContext.Data.LoadCircles(10, seed: 1);
        var options = new ActivityRegularizedMlpOptions { ValidationSet = data, OnEpochEnd = _ => { }, CheckpointPath = "x", Augmentation = (_, _) => { }, TimeLimit = TimeSpan.FromHours(1) };
        var error = Assert.Throws<ArgumentException>(() => MLContext.BinaryClassification.ActivityRegularizationStudy(
            options, Grid(VaryStrength(1f)), new StudyOptions { MaxDegreeOfParallelism = 0, Metric = StudyMetric.RSquared }));
        CollectionAssert.AreEqual(
            (string[])[
                "validationSet must be left out of a study's base options: a study has folds and test data to judge by; received one.",
                "onEpochEnd must be left out of a study's base options: trials run side by side; the study's options have OnProgress; received one.",
                "augmentation must be left out of a study's base options: a trial is plain data, which code is not; received one.",
                "timeLimit must be left out of a study's base options: trials must not depend on how fast a machine is; received one.",
                "checkpointPath must be left out of a study's base options: the study's options have JournalPath; received one.",
                "metric must be one of Accuracy, LogLoss, AreaUnderRocCurve, AreaUnderPrecisionRecallCurve, F1Score, BrierScore, CalibrationError; received RSquared.",
                "maxDegreeOfParallelism must be at least 1; received 0."],
            error.Message.Split(Environment.NewLine));
    }

    private static string[] Names(StudySpace space) => [.. Study(space).Select(candidate => candidate.Name)];

    private static IReadOnlyList<StudyCandidate> Study(StudySpace space, int seed = 1, params Layer[] layers) => MLContext.BinaryClassification.ActivityRegularizationStudy(
        new ActivityRegularizedMlpOptions { Layers = layers.Length == 0 ? [Layer.Dense(16, Activation.Relu)] : layers }, space, new StudyOptions { Seed = seed }).Candidates;

    private static IReadOnlyList<StudyCandidate> Network(StudySpace space, params Layer[] layers) => MLContext.BinaryClassification.ActivityRegularizationStudy(
        new ActivityRegularizedNetworkOptions { Layers = layers, InputShape = [12, 2] }, space, new StudyOptions()).Candidates;

    private static Layer[] LayersOf(StudyCandidate candidate) => [.. Data(candidate).Network!.Layers];

    private static OptionsData Data(StudyCandidate candidate) => OptionsData.FromJson(System.Text.Encoding.UTF8.GetBytes(candidate.Options));
}
