using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests.Studies.Trials;

/// <summary>A trial is what ML.NET's Fit makes of the same rows, weights and groups.</summary>
[TestClass]
public sealed class TrialTests
{
    private static readonly MLContext MLContext = new(seed: 1);

    private static readonly IDataView Train = Rows(60, seed: 1), Test = Rows(40, seed: 2);

    [TestMethod]
    public void Example_weights_are_heeded()
    {
        var result = Study(Options(weight: "Weight")).Run(Train, Test);
        Assert.AreEqual(LogLossOf(Options(weight: "Weight")), result.Baseline.TestOf("LogLoss")!.Values[0], 1e-4);
        Assert.AreNotEqual(LogLossOf(Options(weight: null)), result.Baseline.TestOf("LogLoss")!.Values[0], 1e-3);
    }

    [TestMethod]
    public void Rows_whose_weight_is_not_above_0_are_no_rows()
    {
        var rows = MLContext.Data.CreateEnumerable<Row>(Train, reuseRowObject: false).ToArray();
        (rows[3].Weight, rows[9].Weight, rows[20].Weight, rows[31].Weight) = (0, -1, float.NaN, float.PositiveInfinity);
        var result = Study(Options(weight: "Weight")).Run(MLContext.Data.LoadFromEnumerable(rows), Test);
        Assert.AreEqual(56, result.RowCount);
        CollectionAssert.AreEqual(
            (string[])["4 rows of the data were left out: a feature, label or weight is missing, infinite, or not above 0."], result.Notes.ToArray());
    }

    /// <summary>The rows to stop by are whole groups, as those of Fit with a sampling key are; with rows drawn one by one it stops elsewhere.</summary>
    [TestMethod]
    public void Rows_to_stop_by_are_whole_groups()
    {
        var source = new FoldSource(Train, Test, new(null), new StudyReader(new("Features", "Label", null, "Patient"), LabelKind.Boolean, default));
        var fold = source.Prepare(new("all", 1, [.. Enumerable.Range(0, 60)], null));
        var options = Options(weight: null);
        (options.EarlyStopping, options.ValidationFraction, options.Epochs) = (new EarlyStopping(patience: 3), 0.3f, 200);
        var trial = new TrialSpecification("binary", options.ToData().ToJson(), 1, fold.Name).Run(fold);
        var (byGroups, byRows) = (EpochsOf("Group"), EpochsOf(null));
        Assert.AreNotEqual(byRows, byGroups);
        Assert.AreEqual(byGroups, trial.Epochs);

        int EpochsOf(string? key)
        {
            var copy = (ActivityRegularizedMlpOptions)options.Copy();
            (copy.SamplingKeyColumnName, copy.Seed) = (key, 1);
            return MLContext.BinaryClassification.Trainers.ActivityRegularizedMlp(copy).Fit(PreparedView.OfTwoClasses(MLContext, fold.Train)).Model.SubModel.History.Count;
        }
    }

    [TestMethod]
    public void An_autoencoder_is_judged_by_the_rows_that_it_was_not_trained_on()
    {
        var options = new SparseAutoencoderOptions { CodeSize = 2, Epochs = 30, Sparsity = CodeSparsity.TopK(1) };
        var study = MLContext.Transforms.ActivityRegularizationStudy(
            options, StudySpace.Grid(StudySpace.Vary((SparseAutoencoderOptions of) => of.CodeSize, 2)), new StudyOptions { Evaluation = StudyEvaluation.Repeats(1, 2), CompareEarlyStopping = false });
        var result = study.Run(Train, Test);
        options.Seed = 1;
        var model = MLContext.Transforms.SparseAutoencoder(options).Fit(Train);
        var candidate = result.Candidates[^1];
        Assert.AreEqual(AutoencoderReport.Create(model, Test).ExplainedVariance, candidate.TestOf("ExplainedVariance")!.Values[0], 1e-6);
        Assert.AreEqual(AutoencoderReport.Create(model, Train).ExplainedVariance, candidate.Train[0].Values[0], 1e-6);
        Assert.AreNotEqual(candidate.Train[0].Values[0], candidate.TestOf("ExplainedVariance")!.Values[0], 1e-4);
    }

    [TestMethod]
    public void A_result_goes_through_JSON_as_it_is()
    {
        var result = new TrialResult
        {
            Id = "a",
            Evaluation = new Dictionary<string, double> { ["Accuracy"] = 0.1, ["AreaUnderRocCurve"] = double.NaN, ["LogLoss"] = double.PositiveInfinity },
            Layers = [new(1, 2, double.NaN, 0.5, 0.25, 1)],
            Curve = [new(1, 0.3, double.NaN, 0.1 + 0.2, double.NaN)],
            Seconds = 1,
        };
        var read = JsonSerializer.Deserialize<TrialResult>(JsonSerializer.Serialize(result))!;
        CollectionAssert.AreEqual(result.Evaluation.ToArray(), read.Evaluation.ToArray());
        CollectionAssert.AreEqual(result.Layers.ToArray(), read.Layers.ToArray());
        CollectionAssert.AreEqual(result.Curve.ToArray(), read.Curve.ToArray());
        Assert.AreEqual(("a", 1.0, null), (read.Id, read.Seconds, read.Failure));
        var trial = new TrialSpecification("binary", "{}", 5, "f", HasCurve: true);
        Assert.AreEqual(trial, JsonSerializer.Deserialize<TrialSpecification>(JsonSerializer.Serialize(trial)));
    }

    [TestMethod]
    public void A_trial_is_run_on_its_own_fold_alone()
    {
        var fold = new FoldSource(Train, null, new(null), new StudyReader(new("Features", "Label", null, null), LabelKind.Boolean, default))
            .Prepare(new("all", 1, [0, 1], [2, 3]));
        Assert.AreEqual(
            $"fold must be the one named \"other\"; received \"{fold.Name}\".",
            Assert.Throws<ArgumentException>(() => new TrialSpecification("binary", Options(null).ToData().ToJson(), 1, "other").Run(fold)).Message);
    }

    /// <summary>Of 250 epochs that were asked for, one stopped after 101: the epochs that both have are of the same numbers.</summary>
    [TestMethod]
    public void Curves_are_joined_by_epochs()
    {
        var (whole, stopped) = (TrialEpoch.Of(History(250, 1), 250), TrialEpoch.Of(History(101, 3), 250));
        CollectionAssert.AreEqual((int[])[2, 5, 7, 10], whole.Select(point => point.Epoch).Take(4).ToArray());
        Assert.AreEqual((100, 250), (whole.Count, whole[^1].Epoch));
        Assert.AreEqual((41, 101), (stopped.Count, stopped[^1].Epoch));
        var mean = CurvePoint.Of([whole, stopped], 0);
        CollectionAssert.AreEqual(whole.Select(point => point.Epoch).Where(epoch => epoch <= 100).ToArray(), mean.Select(point => point.Epoch).ToArray());
        Assert.IsTrue(mean.All(point => point.DataLoss.Mean == 2 * point.Epoch));
        Assert.IsEmpty(CurvePoint.Of([], 0));
        // The last one is there, wherever it stopped.
        CollectionAssert.AreEqual((int[])[2, 3], TrialEpoch.Of(History(3, 1), 200).Select(point => point.Epoch).ToArray());
    }

    private static EpochMetrics[] History(int epochs, double scale) =>
        [.. Enumerable.Range(1, epochs).Select(epoch => new EpochMetrics { Epoch = epoch, Loss = 1, DataLoss = scale * epoch, ActivityPenalty = 0, Accuracy = 1 })];

    private static double LogLossOf(ActivityRegularizedMlpOptions options)
    {
        options.Seed = 1;
        return MLContext.BinaryClassification.Evaluate(MLContext.BinaryClassification.Trainers.ActivityRegularizedMlp(options).Fit(Train).Transform(Test)).LogLoss * Math.Log(2);
    }

    private static ActivityRegularizationStudy Study(ActivityRegularizedMlpOptions options) => MLContext.BinaryClassification.ActivityRegularizationStudy(
        options, StudySpace.Grid(StudySpace.VaryStrength(1e-3f)), new StudyOptions { Evaluation = StudyEvaluation.Repeats(1, 2), CompareEarlyStopping = false });

    private static ActivityRegularizedMlpOptions Options(string? weight) =>
        new() { Layers = [Layer.Dense(8, Activation.Relu)], Epochs = 60, LearningRate = 0.01f, ExampleWeightColumnName = weight };

    private static IDataView Rows(int count, int seed)
    {
        var random = new Random(seed);
        return MLContext.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(i =>
        {
            // A patient's rows are nearly alike, and each patient's label is a matter of its own.
            var patient = i / 6;
            var at = (Math.Sin(patient * 1.3 + seed), Math.Cos(patient * 2.1 + seed));
            return new Row
            {
                Features = [(float)(at.Item1 + 0.1 * random.NextDouble()), (float)(at.Item2 + 0.1 * random.NextDouble())],
                Label = (patient * 7 + seed) % 3 == 0 ^ random.NextDouble() < 0.15,
                Weight = i % 2 == 0 ? 5 : 0.1f,
                Patient = $"patient {patient}",
            };
        }).ToArray());
    }

    private sealed class Row
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }

        public float Weight { get; set; }

        public string Patient { get; set; } = "";
    }
}
