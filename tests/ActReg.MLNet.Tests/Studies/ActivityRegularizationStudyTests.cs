using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;
using static ActReg.MLNet.StudySpace;

namespace ActReg.MLNet.Tests.Studies;

[TestClass]
public sealed class ActivityRegularizationStudyTests
{
    private static readonly MLContext MLContext = new(seed: 1);

    private static readonly IDataView Train = MLContext.Data.LoadCircles(40, noise: 0.1, seed: 1);
    private static readonly IDataView Test = MLContext.Data.LoadCircles(60, noise: 0.1, seed: 2);

    /// <summary>Whatever the study says of a candidate, an ordinary Fit with its seed and ML.NET's evaluator say too.</summary>
    [TestMethod]
    public void A_candidate_is_what_Fit_makes_of_it_and_Evaluate_says_of_that()
    {
        var result = Study(new() { Evaluation = StudyEvaluation.Repeats(3, choiceFolds: 2) }).Run(Train, Test);
        var candidate = result.Candidates.Single(of => of.Candidate.Name == "L1 0.01 before ReLU");
        for (var repeat = 0; repeat < 3; repeat++)
        {
            var options = Options();
            options.Layers = [Layer.Dense(16, activityRegularizer: ActivityRegularizer.L1(0.01f)), Layer.Activation(Activation.Relu)];
            options.Seed = 1 + repeat;
            var model = MLContext.BinaryClassification.Trainers.ActivityRegularizedMlp(options).Fit(Train);
            var expected = MLContext.BinaryClassification.Evaluate(model.Transform(Test));
            Assert.AreEqual(expected.Accuracy, candidate.TestOf("Accuracy")!.Values[repeat], 1e-9);
            Assert.AreEqual(expected.AreaUnderRocCurve, candidate.TestOf("AreaUnderRocCurve")!.Values[repeat], 1e-6);
            Assert.AreEqual(expected.LogLoss * Math.Log(2), candidate.TestOf("LogLoss")!.Values[repeat], 1e-4);
            if (repeat > 0)
                continue;
            var sparsity = SparsityReport.Create(model.Model.SubModel, Train);
            var weights = model.Model.SubModel.GetWeights().Sum(weight => weight.Values.Length);
            Assert.AreEqual(weights, candidate.WeightCount);
            var means = Enumerable.Range(1, 3).Select(seed => SparsityOf(seed)).ToArray();
            Assert.AreEqual(means.Average(report => report.Layers[^1].ZeroFraction), candidate.TestLayers[^1].ZeroFraction.Mean, 1e-9);
            Assert.AreEqual(means.Average(report => report.Layers[^1].DeadUnitFraction), candidate.TestLayers[^1].DeadUnitFraction.Mean, 1e-9);
            // What goes into the ReLU is no activation of a layer.
            Assert.HasCount(2, sparsity.Layers);
            Assert.AreEqual(1, candidate.TestLayers.Single().Index);
            Assert.AreEqual(means.Average(report => report.Layers[^1].L0PerRow), candidate.TestLayers[^1].L0PerRow.Mean, 1e-9);
        }

        static SparsityReport SparsityOf(int seed)
        {
            var options = Options();
            options.Layers = [Layer.Dense(16, activityRegularizer: ActivityRegularizer.L1(0.01f)), Layer.Activation(Activation.Relu)];
            options.Seed = seed;
            return SparsityReport.Create(MLContext.BinaryClassification.Trainers.ActivityRegularizedMlp(options).Fit(Train).Model.SubModel, Train);
        }
    }

    /// <summary>Blocks of both kinds reach the trainers, so that a layer that asks for them finds them, as in Fit.</summary>
    [TestMethod]
    public void Categories_are_embedded_as_in_Fit()
    {
        IDataView train = MLContext.Data.LoadFromEnumerable(CategoryRows.Some(40)), test = MLContext.Data.LoadFromEnumerable(CategoryRows.Some(30));
        var features = CategoryRows.Keys(MLContext).Append(MLContext.Transforms.ConcatenateCategories("Features", "Age", "CityKey", "WordKeys")).Fit(train);
        (train, test) = (features.Transform(train), features.Transform(test));
        var options = Options();
        options.Layers = [Layer.CategoryEmbedding(2), Layer.Dense(4, Activation.Relu)];
        var result = MLContext.BinaryClassification.ActivityRegularizationStudy(
            options, Grid(Vary(of => of.LearningRate, 0.02f)), new() { Evaluation = StudyEvaluation.Repeats(2, choiceFolds: 2) }).Run(train, test);
        options.LearningRate = 0.02f;
        options.Seed = 1;
        var expected = MLContext.BinaryClassification.Evaluate(MLContext.BinaryClassification.Trainers.ActivityRegularizedMlp(options).Fit(train).Transform(test));
        Assert.AreEqual(expected.LogLoss * Math.Log(2), result.Candidates.Single(of => of.Candidate.Name.Contains("0.02")).TestOf("LogLoss")!.Values[0], 1e-4);
    }

    /// <summary>What a study chose is trained by its options alone: on all rows, as the trainings for the test data were.</summary>
    [TestMethod]
    public void The_options_of_a_candidate_train_it()
    {
        var base_ = Options();
        base_.LabelColumnName = "Answer";
        var (train, test) = (Renamed(Train), Renamed(Test));
        var study = MLContext.BinaryClassification.ActivityRegularizationStudy(
            base_, Grid(VaryPlacement(ActivityPlacement.PreActivation), VaryStrength(0.01f), VaryHiddenUnits([8], [8, 4])), new StudyOptions { Evaluation = StudyEvaluation.Repeats(2, 2), Seed = 7 });
        var result = study.Run(train, test);
        foreach (var candidate in result.Candidates)
        {
            var options = result.OptionsOf<ActivityRegularizedMlpOptions>(candidate);
            var model = MLContext.BinaryClassification.Trainers.ActivityRegularizedMlp(options).Fit(train);
            Assert.AreEqual(
                candidate.TestOf("Accuracy")!.Values[0], MLContext.BinaryClassification.Evaluate(model.Transform(test), labelColumnName: "Answer").Accuracy, 1e-9, candidate.Candidate.Name);
            Assert.AreEqual(7, options.Seed);
        }

        var chosen = result.ChosenOptions<ActivityRegularizedMlpOptions>();
        CollectionAssert.AreEqual(result.OptionsOf<ActivityRegularizedMlpOptions>(result.Chosen!).Layers.ToArray(), chosen.Layers.ToArray());
        // The caller's own.
        chosen.Epochs = 1;
        Assert.AreEqual(40, result.ChosenOptions<TrainingOptions>().Epochs);

        static IDataView Renamed(IDataView data) => MLContext.Transforms.CopyColumns("Answer", "Label").Append(MLContext.Transforms.DropColumns("Label")).Fit(data).Transform(data);
    }

    [TestMethod]
    public void Options_that_there_are_not_are_refused()
    {
        var compared = Study(new() { Evaluation = StudyEvaluation.Repeats(1, choiceFolds: 0) }, Grid(VaryStrength(1f))).Run(Train, Test);
        Assert.AreEqual(
            "None of the study's candidates was chosen; OptionsOf has the options of each.", Assert.Throws<InvalidOperationException>(() => compared.ChosenOptions<TrainingOptions>()).Message);
        Assert.AreEqual(
            "TOptions must be ActivityRegularizedMlpOptions, as the study's base options are; received SparseAutoencoderOptions.",
            Assert.Throws<ArgumentException>(() => compared.OptionsOf<SparseAutoencoderOptions>(compared.Baseline)).Message);
        Assert.AreEqual(
            "candidate must be one of the result's candidates; received \"no penalty\".",
            Assert.Throws<ArgumentException>(() => compared.OptionsOf<TrainingOptions>(compared.Baseline with { WeightCount = 1 })).Message);
    }

    /// <summary>Without folds to choose by there are no trainings on them either; the test data's figures are the same.</summary>
    [TestMethod]
    public void A_study_that_chooses_nothing_only_compares()
    {
        var trials = 0;
        var options = new StudyOptions { Evaluation = StudyEvaluation.Repeats(2, choiceFolds: 0), OnProgress = progress => trials = progress.Total };
        var result = Study(options).Run(Train, Test);
        Assert.AreEqual(2 * result.Candidates.Count, trials);
        Assert.AreEqual("nothing is chosen; test data 2 times", result.Evaluation);
        Assert.AreEqual((0, 0.0), (result.SplitCount, result.Overlap));
        Assert.IsTrue(result is { Chosen: null, Best: null, Nested: null });
        var chosen = Study(new() { Evaluation = StudyEvaluation.Repeats(2, choiceFolds: 2) }).Run(Train, Test);
        foreach (var (candidate, other) in result.Candidates.Zip(chosen.Candidates))
        {
            Assert.IsEmpty(candidate.Validation);
            CollectionAssert.AreEqual(other.TestOf("LogLoss")!.Values.ToArray(), candidate.TestOf("LogLoss")!.Values.ToArray());
            CollectionAssert.AreEqual(other.TestAgainstBaseline.ToArray(), candidate.TestAgainstBaseline.ToArray());
            CollectionAssert.AreEqual(other.TestLayers.ToArray(), candidate.Layers.ToArray());
        }

        Assert.AreEqual("Nothing was chosen: candidates were only compared, on the test data.", result.Conclusions[0]);
        Assert.Contains("as the best of 6 it looks better than it is", result.Conclusions[1]);
        Assert.Contains("Early stopping", result.Conclusions[2]);
        string[] header = result.ToString().Split(Environment.NewLine)[1].Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        CollectionAssert.AreEqual((string[])["Candidate", "Test Accuracy", "Test LogLoss", "Zeros", "Dead", "Seconds"], header);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => StudyEvaluation.Repeats(2, choiceFolds: 1));
    }

    /// <summary>Cancelled, it has what all candidates were through.</summary>
    [TestMethod]
    public void A_cancelled_study_that_chooses_nothing_keeps_whole_repeats()
    {
        using var cancellation = new CancellationTokenSource();
        var options = new StudyOptions
        {
            Evaluation = StudyEvaluation.Repeats(3, choiceFolds: 0),
            CompareEarlyStopping = false,
            MaxDegreeOfParallelism = 1,
            OnCancellation = CancellationBehavior.KeepBest,
            CancellationToken = cancellation.Token,
            OnProgress = progress =>
            {
                if (progress.Done == 7)
                    cancellation.Cancel();
            },
        };
        var result = Study(options).Run(Train, Test);
        Assert.IsTrue(result.IsCancelled);
        Assert.IsTrue(result.Candidates.All(candidate => candidate.TestOf("LogLoss")!.Values.Count == 1));
    }

    /// <summary>The differences are of the same split and seed: their mean is that of the means, by hand.</summary>
    [TestMethod]
    public void Differences_are_paired_split_by_split()
    {
        var result = Study(new() { Evaluation = StudyEvaluation.CrossValidation(4, 2, nestedFolds: 0) }).Run(Train);
        var (baseline, other) = (result.Baseline.ValidationOf("LogLoss")!.Values, result.Candidates[3]);
        var differences = other.ValidationOf("LogLoss")!.Values.Zip(baseline, (value, of) => value - of).ToArray();
        var difference = other.ValidationAgainstBaseline.Single(of => of.Metric == "LogLoss").Difference;
        Assert.HasCount(8, differences);
        Assert.AreEqual(MeanInterval.Of(differences, 1.0 / 3), difference);
        Assert.IsEmpty(result.Baseline.ValidationAgainstBaseline);
    }

    /// <summary>Whatever was chosen within a split's training rows is judged by the rest of the rows: its value is that candidate's own on that split.</summary>
    [TestMethod]
    public void The_nested_estimate_is_of_what_was_chosen_within()
    {
        var result = Study(new() { Evaluation = StudyEvaluation.CrossValidation(3, 1, nestedFolds: 2) }).Run(Train);
        var nested = result.Nested!;
        Assert.HasCount(3, nested.Chosen);
        for (var split = 0; split < 3; split++)
        {
            Assert.AreEqual(
                result.Candidates[nested.Chosen[split]].ValidationOf("LogLoss")!.Values[split], nested.Metrics.Single(metric => metric.Metric == "LogLoss").Values[split]);
        }

        Assert.IsNull(Study(new() { Evaluation = StudyEvaluation.CrossValidation(3, 1, nestedFolds: 0) }).Run(Train).Nested);
    }

    [TestMethod]
    public void The_result_file_is_the_same_for_any_parallelism_order_and_repetition()
    {
        var evaluation = StudyEvaluation.CrossValidation(3, 1, nestedFolds: 2);
        var expected = Json(Study(new() { Evaluation = evaluation, MaxDegreeOfParallelism = 1, LearningCurves = true }).Run(Train, Test));
        Assert.DoesNotContain("econds", expected);
        Assert.AreEqual(expected, Json(Study(new() { Evaluation = evaluation, MaxDegreeOfParallelism = 3, LearningCurves = true }).Run(Train, Test)));
        Assert.AreEqual(expected, Json(Study(new() { Evaluation = evaluation, Executor = new BackwardExecutor(), LearningCurves = true }).Run(Train, Test)));
    }

    /// <summary>Interrupted after each trial: what is there is not made again, and the result is the same.</summary>
    [TestMethod]
    public void An_interrupted_study_goes_on_where_it_stopped()
    {
        using var folder = new TemporaryFolder();
        var journal = folder["study.jsonl"];
        var evaluation = StudyEvaluation.Repeats(2, choiceFolds: 2);
        var expected = Json(Study(new() { Evaluation = evaluation, LearningCurves = true }).Run(Train, Test));
        var made = 0;
        string? result = null;
        for (var attempt = 0; result == null; attempt++)
        {
            using var cancellation = new CancellationTokenSource();
            var before = made;
            try
            {
                result = Json(Study(new()
                {
                    Evaluation = evaluation,
                    JournalPath = journal,
                    CancellationToken = cancellation.Token,
                    MaxDegreeOfParallelism = 1,
                    LearningCurves = true,
                    OnProgress = _ =>
                    {
                        made++;
                        if (made - before == 5)
                            cancellation.Cancel();
                    },
                }).Run(Train, Test));
            }
            catch (OperationCanceledException)
            {
            }

            Assert.IsLessThan(20, attempt);
        }

        Assert.AreEqual(expected, result);
        Assert.AreEqual(made, File.ReadAllLines(journal).Count(line => line.Contains("\"trial\":", StringComparison.Ordinal)));
        // Done, it is only read.
        Assert.AreEqual(expected, Json(Study(new() { Evaluation = evaluation, JournalPath = journal, LearningCurves = true, OnProgress = _ => Assert.Fail("made again") }).Run(Train, Test)));
    }

    [TestMethod]
    [DataRow("seed", "by its seed, 1 there and 2 now")]
    [DataRow("data", "by its data, ")]
    [DataRow("candidates", "by its candidates, 6 (")]
    [DataRow("evaluation", "by its evaluation, 2 folds, once; not nested; test data once there and 3 folds")]
    public void Another_studys_journal_is_refused(string what, string reason)
    {
        using var folder = new TemporaryFolder();
        var journal = folder["study.jsonl"];
        Study(new() { Evaluation = StudyEvaluation.Repeats(1, 2), JournalPath = journal }).Run(Train, Test);
        var other = Study(
            new() { Evaluation = StudyEvaluation.Repeats(1, what == "evaluation" ? 3 : 2), JournalPath = journal, Seed = what == "seed" ? 2 : 1 },
            what == "candidates" ? Grid(VaryStrength(0.5f)) : null);
        var error = Assert.Throws<InvalidOperationException>(() => other.Run(what == "data" ? Test : Train, what == "data" ? Train : Test));
        StringAssert.Contains(error.Message, reason, StringComparison.Ordinal);
    }

    /// <summary>Bits differ between machines: the header says which one it was, and the right checksum is no excuse.</summary>
    [TestMethod]
    [DataRow("machine", "Arm64, vectors of 128 bits, .NET 11.0.0")]
    [DataRow("library", "0.0.0.0 of another build")]
    [DataRow("format", "1")]
    public void A_journal_of_another_machine_or_build_is_refused(string what, string other)
    {
        using var folder = new TemporaryFolder();
        var journal = folder["study.jsonl"];
        var options = new StudyOptions { Evaluation = StudyEvaluation.Repeats(1, 2), JournalPath = journal };
        Study(options).Run(Train, Test);
        var lines = File.ReadAllLines(journal);
        var study = JournalEntry.FromJson(JournalLine.Read(lines[0])!)!.Study!;
        var here = study[what];
        study[what] = other;
        lines[0] = System.Text.Encoding.UTF8.GetString(JournalLine.Write(new JournalEntry { Study = study }.ToJson())).TrimEnd();
        File.WriteAllText(journal, string.Join('\n', lines) + "\n");
        Assert.AreEqual(
            $"The file '{journal}' is the journal of another study, by its {what}, {other} there and {here} now. Name another file, or delete it.",
            Assert.Throws<InvalidOperationException>(() => Study(options).Run(Train, Test)).Message);
    }

    [TestMethod]
    public void A_cancelled_study_can_return_the_splits_that_are_complete()
    {
        using var cancellation = new CancellationTokenSource();
        var trials = 0;
        var result = Study(new()
        {
            Evaluation = StudyEvaluation.CrossValidation(4, 1, nestedFolds: 0),
            MaxDegreeOfParallelism = 1,
            CancellationToken = cancellation.Token,
            OnCancellation = CancellationBehavior.KeepBest,
            OnProgress = _ =>
            {
                // Six candidates: two splits, and half of a third.
                if (++trials == 15)
                    cancellation.Cancel();
            },
        }).Run(Train);
        Assert.IsTrue(result.IsCancelled);
        Assert.AreEqual(2, result.SplitCount);
        Assert.IsTrue(result.Candidates.All(candidate => candidate.ValidationOf("Accuracy")!.Values.Count == 2));
        Assert.Contains("The study was cancelled: figures are of the trainings that were done by then, and what choosing like this achieves is not known.", result.Conclusions);
    }

    /// <summary>One of the candidates diverges: others are compared all the same, and the failure is told.</summary>
    [TestMethod]
    public void A_candidate_that_fails_is_told_and_not_chosen()
    {
        var result = Study(new() { Evaluation = StudyEvaluation.CrossValidation(2, 1, nestedFolds: 2) }, Grid(Vary(options => options.LearningRate, 0.01f, 1e30f))).Run(Train);
        var failed = result.Candidates.Single(candidate => candidate.Failure != null);
        Assert.AreEqual("LearningRate 1e30", failed.Candidate.Name);
        Assert.IsEmpty(failed.Validation);
        Assert.AreNotEqual(failed, result.Chosen);
        Assert.Contains("1 of 3 candidates failed, and is not chosen from.", result.Conclusions);
        StringAssert.Contains(result.ToString(), "failed: ", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Where_all_fail_the_study_says_why()
    {
        var options = Options();
        options.LearningRate = 1e30f;
        var study = MLContext.BinaryClassification.ActivityRegularizationStudy(options, Grid(VaryStrength(1f)), new StudyOptions { Evaluation = StudyEvaluation.CrossValidation(2, 1, 0) });
        StringAssert.StartsWith(Assert.Throws<InvalidOperationException>(() => study.Run(Train)).Message, "Every candidate failed, the baseline so: ", StringComparison.Ordinal);
    }

    /// <summary>Fitted in each fold on its training rows: the mean that is taken away is theirs, not that of all rows.</summary>
    [TestMethod]
    public void Pre_processing_is_fitted_within_each_fold()
    {
        var folds = new RecordingExecutor();
        var study = Study(new()
        {
            Evaluation = StudyEvaluation.CrossValidation(4, 1, nestedFolds: 0),
            Executor = folds,
            Preprocessing = MLContext.Transforms.NormalizeMeanVariance("Features", fixZero: false),
        });
        study.Run(Train);
        Assert.HasCount(4, folds.Seen);
        Assert.IsTrue(folds.Seen.Values.All(fold => fold.Train.RowCount == 30));
        AreFittedToTrainingRows();

        // And so on all rows, for test data.
        folds.Seen.Clear();
        study.Run(Train, Test);
        Assert.AreEqual((40, 60), folds.Seen.Values.Select(fold => (fold.Train.RowCount, fold.Evaluation.RowCount)).Last());
        AreFittedToTrainingRows();

        void AreFittedToTrainingRows()
        {
            foreach (var fold in folds.Seen.Values)
            {
                for (var feature = 0; feature < 2; feature++)
                {
                    Assert.AreEqual(0, Mean(fold.Train, feature), 1e-5);
                    Assert.AreNotEqual(0, Mean(fold.Evaluation, feature), 1e-3);
                }
            }
        }

        static double Mean(PreparedRows rows, int feature) => Enumerable.Range(0, rows.RowCount).Average(row => rows.Row(row)[feature]);
    }

    [TestMethod]
    public void Rows_that_cannot_be_used_are_left_out_for_all_and_told()
    {
        var rows = MLContext.Data.CreateEnumerable<Point>(Train, reuseRowObject: false).ToList();
        rows.Insert(3, new Point { Features = [float.NaN, 1] });
        var log = new MLContext(seed: 1);
        var warnings = new RecordedLog(log);
        var study = log.BinaryClassification.ActivityRegularizationStudy(Options(), Space, new StudyOptions { Evaluation = StudyEvaluation.CrossValidation(2, 1, 0) });
        var result = study.Run(MLContext.Data.LoadFromEnumerable(rows));
        const string Note = "1 rows of the data were left out: a feature, label or weight is missing, infinite, or not above 0.";
        CollectionAssert.AreEqual((string[])[Note], result.Notes.ToArray());
        CollectionAssert.Contains(warnings.Warnings.ToArray(), Note);
        Assert.AreEqual(Json(Study(new() { Evaluation = StudyEvaluation.CrossValidation(2, 1, 0) }).Run(Train)).Replace("\"notes\": []", "", StringComparison.Ordinal),
            Json(result).Replace($"\"notes\": [\n    \"{Note}\"\n  ]", "", StringComparison.Ordinal));
    }

    [TestMethod]
    [DataRow("test data", "testData must be given for StudyEvaluation.Repeats, which they judge; CrossValidation needs none; received none.")]
    [DataRow("folds", "data must have at least 50 rows that can be used for 50 folds; received 40.")]
    [DataRow("folds within", "data must have at least 21 rows that can be used in the training rows of each fold, for 21 folds within; received 20.")]
    [DataRow("column", "featureColumnName must name a column of the data, after pre-processing; received \"Other\".")]
    [DataRow("label", "column \"Features\" must be Boolean; received Vector<Single, 2>.")]
    [DataRow("group", "samplingKeyColumnName must name a column of the data, after pre-processing; received \"Patient\".")]
    public void What_the_data_lack_is_told(string what, string message)
    {
        var options = Options();
        options.FeatureColumnName = what == "column" ? "Other" : "Features";
        options.LabelColumnName = what == "label" ? "Features" : "Label";
        options.SamplingKeyColumnName = what == "group" ? "Patient" : null;
        var evaluation = what switch
        {
            "test data" => StudyEvaluation.Repeats(),
            "folds" => StudyEvaluation.CrossValidation(50),
            "folds within" => StudyEvaluation.CrossValidation(2, 1, 21),
            _ => StudyEvaluation.CrossValidation(2),
        };
        var study = MLContext.BinaryClassification.ActivityRegularizationStudy(options, Space, new StudyOptions { Evaluation = evaluation });
        Assert.AreEqual(message, Assert.Throws<ArgumentException>(() => study.Run(Train)).Message);
    }

    /// <summary>A class that only one row has is missing from the fold that is judged by it, when keys are made in the fold.</summary>
    [TestMethod]
    public void Keys_that_are_made_in_the_fold_and_lack_a_class_are_refused()
    {
        var data = MLContext.Data.LoadFromEnumerable(Enumerable.Range(0, 20).Select(i => new Named { Features = [i, i % 3], Name = i == 7 ? "rare" : i % 2 == 0 ? "even" : "odd" }));
        var study = MLContext.MulticlassClassification.ActivityRegularizationStudy(
            Options(), Space, new StudyOptions { Evaluation = StudyEvaluation.CrossValidation(2, 1, 0), Preprocessing = MLContext.Transforms.Conversion.MapValueToKey("Label", "Name") });
        StringAssert.Contains(
            Assert.Throws<InvalidOperationException>(() => study.Run(data)).Message, "fit what maps labels to keys before the study", StringComparison.Ordinal);
    }

    /// <summary>Keys that fit by type, of the same classes in another order, would be other labels.</summary>
    [TestMethod]
    public void Test_data_whose_keys_are_in_another_order_are_refused()
    {
        var rows = Enumerable.Range(0, 20).Select(i => new Named { Features = [i, i % 3], Name = i % 2 == 0 ? "even" : "odd" }).ToArray();
        var study = MLContext.MulticlassClassification.ActivityRegularizationStudy(Options(), Space, new StudyOptions { Evaluation = StudyEvaluation.Repeats(1, 2) });
        Assert.AreEqual(
            "test data must have the label's keys in the data's order, [even, odd]: map both by one fitted MapValueToKey; received [odd, even].",
            Assert.Throws<ArgumentException>(() => study.Run(Keyed(rows), Keyed(rows.Reverse()))).Message);
        Assert.AreEqual(
            "test data must have the label's keys in the data's order, [even, odd]: map both by one fitted MapValueToKey; received [odd, even].",
            Assert.Throws<ArgumentException>(() => study.RunOnDraws(2, _ => (Keyed(rows), Keyed(rows.Reverse())))).Message);

        static IDataView Keyed(IEnumerable<Named> rows)
        {
            var data = MLContext.Data.LoadFromEnumerable(rows);
            return MLContext.Transforms.Conversion.MapValueToKey("Label", "Name").Fit(data).Transform(data);
        }
    }

    [TestMethod]
    public void Numbers_classes_and_autoencoders_are_studied_too()
    {
        var options = new StudyOptions { Evaluation = StudyEvaluation.CrossValidation(2, 1, nestedFolds: 2) };
        var numbers = MLContext.Regression.ActivityRegularizationStudy(Options(), Space, options).Run(SampleData.Regression(MLContext));
        CollectionAssert.AreEqual((string[])["RSquared", "RootMeanSquaredError", "MeanAbsoluteError"], numbers.Baseline.Validation.Select(metric => metric.Metric).ToArray());
        Assert.AreEqual(StudyMetric.RootMeanSquaredError, numbers.Metric);
        var classes = MLContext.MulticlassClassification.ActivityRegularizationStudy(Options(), Space, options).Run(Clusters());
        Assert.IsGreaterThan(0.9, classes.Baseline.ValidationOf("MicroAccuracy")!.Interval.Mean);
        var codes = MLContext.Transforms.ActivityRegularizationStudy(
            new SparseAutoencoderOptions { CodeSize = 4, Epochs = 20 },
            Grid(Vary((SparseAutoencoderOptions of) => of.Sparsity, CodeSparsity.TopK(1), CodeSparsity.TopK(2))), options).Run(SampleData.Regression(MLContext));
        Assert.AreEqual(1, codes.Candidates.Single(candidate => candidate.Candidate.Name == "Sparsity TopK(1)").Layers.Single().L0PerRow.Mean, 1e-9);
        Assert.AreEqual("no penalty", codes.Baseline.Candidate.Name);
    }

    [TestMethod]
    public void The_data_view_has_a_row_for_each_metric()
    {
        var result = Study(new() { Evaluation = StudyEvaluation.Repeats(2, 2) }).Run(Train, Test);
        var rows = MLContext.Data.CreateEnumerable<Row>(result.ToDataView(MLContext), reuseRowObject: false).ToArray();
        Assert.HasCount(result.Candidates.Count * 7 * 2, rows);
        var row = rows.Single(of => of is { Candidate: "L1 0.01 after ReLU", Rows: "test", Metric: "BrierScore" });
        Assert.AreEqual(result.Candidates[^1].TestOf("BrierScore")!.Interval.Mean, row.Mean);
        Assert.AreEqual(row.Mean - result.Baseline.TestOf("BrierScore")!.Interval.Mean, row.Difference, 1e-12);
        Assert.AreEqual(14, rows.Count(of => of.IsChosen));
    }

    private static StudySpace Space { get; } =
        Grid(VaryPlacement(ActivityPlacement.PreActivation, ActivityPlacement.PostActivation), VaryStrength(1e-3f, 0.01f));

    private static ActivityRegularizedMlpOptions Options() => new() { Layers = [Layer.Dense(16, Activation.Relu)], Epochs = 40, LearningRate = 0.01f };

    private static ActivityRegularizationStudy Study(StudyOptions options, StudySpace? space = null) =>
        MLContext.BinaryClassification.ActivityRegularizationStudy(Options(), space ?? Space, options);

    private static IDataView Clusters()
    {
        var rows = MLContext.Data.LoadFromEnumerable(Enumerable.Range(0, 60).Select(i => new Named
        {
            Features = [(float)Math.Cos(i % 3 * 2.1) + 0.01f * i, (float)Math.Sin(i % 3 * 2.1)],
            Name = $"cluster {i % 3}",
        }));
        return MLContext.Transforms.Conversion.MapValueToKey("Label", "Name").Fit(rows).Transform(rows);
    }

    private static string Json(StudyResult result)
    {
        using var stream = new MemoryStream();
        result.WriteJson(stream);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private sealed class Point
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }

    private sealed class Named
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        public string Name { get; set; } = "";
    }

    private sealed class Row
    {
        public string Candidate { get; set; } = "";

        public string Rows { get; set; } = "";

        public string Metric { get; set; } = "";

        public double Mean { get; set; }

        public double Difference { get; set; }

        public bool IsChosen { get; set; }
    }

    /// <summary>Takes all trials first, and runs the last one first.</summary>
    private sealed class BackwardExecutor : IStudyExecutor
    {
        public void Execute(IEnumerable<TrialSpecification> trials, IStudyFolds folds, Action<TrialResult> report, CancellationToken cancellation)
        {
            foreach (var trial in trials.Reverse())
                report(trial.Run(folds.Find(trial.Fold), cancellation));
        }
    }

    private sealed class RecordingExecutor : IStudyExecutor
    {
        public Dictionary<string, PreparedFold> Seen { get; } = [];

        public void Execute(IEnumerable<TrialSpecification> trials, IStudyFolds folds, Action<TrialResult> report, CancellationToken cancellation)
        {
            foreach (var trial in trials)
            {
                Seen[trial.Fold] = folds.Find(trial.Fold);
                report(trial.Run(folds.Find(trial.Fold), cancellation));
            }
        }
    }
}
