using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>Trainers whose networks score several values per row.</summary>
[TestClass]
public sealed class VectorTrainerTests
{
    private static readonly string[] Names = ["near", "far"];

    private readonly MLContext _mlContext = new(seed: 1);

    public static IEnumerable<object[]> Engines => [[TrainingEngine.Fused], [TrainingEngine.Torch]];

    /// <summary>Of scales that differ a million times: hopeless with one scale for both, or none.</summary>
    [TestMethod]
    [DynamicData(nameof(Engines))]
    public void Every_output_is_learned_in_its_own_units(TrainingEngine engine)
    {
        var data = Rows(300, (x, y, _) => [1e-3f * (x - y), 5e3f + 1e3f * y]);
        var model = MultiOutput(Options(engine)).Fit(data);
        var metrics = _mlContext.Regression.EvaluateMultiOutput(model.Transform(data));
        CollectionAssert.AreEqual(Names, metrics.Outputs.Select(output => output.Name).ToArray());
        foreach (var output in metrics.Outputs)
            Assert.IsGreaterThan(0.97, output.RSquared, $"{output}");
        CollectionAssert.AreEqual(Names, model.Model.OutputNames!.ToArray());
        var names = default(VBuffer<ReadOnlyMemory<char>>);
        model.Transform(data).Schema["Score"].GetSlotNames(ref names);
        CollectionAssert.AreEqual(Names, names.DenseValues().Select(name => $"{name}").ToArray());
    }

    /// <summary>With one label there is nothing to average over: the same network, bit for bit.</summary>
    [TestMethod]
    public void One_output_is_what_scalar_regression_trains()
    {
        var vector = Rows(50, (x, y, _) => [x - y], "only");
        var scalar = _mlContext.Data.LoadFromEnumerable(_mlContext.Data.CreateEnumerable<Row>(vector, reuseRowObject: false)
            .Select(row => new ScalarRow { Features = row.Features, Label = row.Label[0] }).ToArray());
        var expected = _mlContext.Regression.Trainers.ActivityRegularizedMlp(Options()).Fit(scalar);
        TinyTraining.AreEqual(expected.Scores(scalar), Scores(MultiOutput(Options()).Fit(vector), vector));
        var quantile = Options();
        quantile.Quantiles = [0.5f];
        // Beside where the output begins.
        quantile.InitialWeights = expected.Model.GetWeights();
        var median = Options();
        (median.RegressionLoss, median.InitialWeights) = (RegressionLoss.Quantile(0.5f), quantile.InitialWeights);
        TinyTraining.AreEqual(
            _mlContext.Regression.Trainers.ActivityRegularizedMlp(median).Fit(scalar).Scores(scalar),
            Scores(_mlContext.Regression.Trainers.ActivityRegularizedQuantileMlp(quantile).Fit(scalar), scalar));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Bulk_scores_are_those_of_rows(bool isEnsemble)
    {
        var data = Rows(70, (x, y, _) => [x, y]);
        var quantiles = Any();
        quantiles.Quantiles = [0.25f, 0.75f];
        var poisson = Any();
        poisson.RegressionLoss = RegressionLoss.Poisson;
        var labels = Rows(70, (x, y, _) => [x > 0 ? 1 : 0, y > 0 ? 1 : 0]);
        foreach (var (model, rows) in new[]
        {
            (MultiOutput(Any()).Fit(data), data), (MultiOutput(poisson).Fit(labels), labels), (Multilabel(Any()).Fit(labels), labels),
            (_mlContext.Regression.Trainers.ActivityRegularizedQuantileMlp(quantiles).Fit(First(data)), First(data)),
        })
        {
            var scores = Scores(model, rows);
            TinyTraining.AreEqual(scores, model.Model.Score(rows).SelectMany(row => row));
            var bulk = new float[scores.Length];
            model.Model.Score([.. rows.GetColumn<float[]>("Features").SelectMany(row => row)], bulk, maxDegreeOfParallelism: 2);
            TinyTraining.AreEqual(scores, bulk);
            TinyTraining.AreEqual(scores, Scores((MultiOutputPredictionTransformer)SavedModel.Reload(_mlContext, model, rows.Schema), rows));
        }

        ActivityRegularizedMlpOptions Any()
        {
            var options = Options();
            options.Layers = isEnsemble ? [Layer.BatchEnsemble(3), .. options.Layers] : options.Layers;
            return options;
        }
    }

    [TestMethod]
    [DynamicData(nameof(Engines))]
    public void Quantiles_are_found_and_do_not_cross(TrainingEngine engine)
    {
        // Noise that grows with x, and is skewed.
        var data = First(Rows(2000, (x, _, random) => [x + (1.5f + x) * MathF.Log(1 - random.NextSingle())], "only"));
        var options = Options(engine);
        (options.Quantiles, options.Epochs, options.BatchSize) = ([0.1f, 0.5f, 0.9f], 15, 64);
        var scored = _mlContext.Regression.Trainers.ActivityRegularizedQuantileMlp(options).Fit(data).Transform(data);
        Assert.IsTrue(scored.GetColumn<float[]>("Score").All(row => row[0] <= row[1] && row[1] <= row[2]));
        var metrics = _mlContext.Regression.EvaluateQuantiles(scored);
        foreach (var quantile in metrics.Quantiles)
            Assert.AreEqual(quantile.Quantile, quantile.ShareBelow, 0.04, $"{quantile}");
        // The true ones: x + (1.5 + x) ln share.
        foreach (var (features, score) in data.GetColumn<float[]>("Features").Zip(scored.GetColumn<float[]>("Score")))
        {
            if (Math.Abs(features[0]) < 0.7)
                Assert.AreEqual(features[0] + (1.5 + features[0]) * Math.Log(0.5), score[1], 0.35);
        }
    }

    [TestMethod]
    public void Training_begins_at_the_quantiles_and_at_the_mean()
    {
        var counts = First(Rows(100, (x, _, _) => [x > 0 ? 300 : 100], "only"));
        var options = Options();
        (options.RegressionLoss, options.Layers, options.Epochs, options.LearningRate) = (RegressionLoss.Poisson, [], 1, float.Epsilon);
        var model = _mlContext.Regression.Trainers.ActivityRegularizedMlp(options).Fit(counts).Model;
        Assert.AreEqual(Math.Log(counts.GetColumn<float>("Label").Average()), model.GetWeights()[^1].Values[0], 1e-5);
        Assert.IsNull(model.Network.LabelScales);

        var numbers = First(Rows(101, (x, y, _) => [7 + x + y], "only"));
        options = Options();
        (options.Quantiles, options.Epochs, options.LearningRate) = ([0.1f, 0.5f, 0.9f], 1, float.Epsilon);
        var network = _mlContext.Regression.Trainers.ActivityRegularizedQuantileMlp(options).Fit(numbers).Model;
        float[] sorted = [.. numbers.GetColumn<float>("Label").Order()];
        float[] first = [.. network.GetWeights()[^1].Values];
        network.Network.LabelScales!.Undo(first);
        foreach (var (share, output) in options.Quantiles.Zip(first))
            Assert.AreEqual(sorted[(int)Math.Ceiling(share * 101) - 1], output, 1e-4);
    }

    [TestMethod]
    public void Counts_are_predicted_by_their_mean()
    {
        // Of mean e^(1 + x).
        var data = First(Rows(3000, (x, _, random) => [Poisson(Math.Exp(1 + x), random)], "only"));
        foreach (var loss in new[] { RegressionLoss.Poisson, RegressionLoss.Gamma })
        {
            var options = Options();
            (options.RegressionLoss, options.Epochs, options.BatchSize) = (loss, 15, 64);
            var positive = loss == RegressionLoss.Poisson ? data : _mlContext.Data.FilterRowsByColumn(data, "Label", lowerBound: 0.5);
            var model = _mlContext.Regression.Trainers.ActivityRegularizedMlp(options).Fit(positive);
            foreach (var (features, score) in positive.GetColumn<float[]>("Features").Zip(model.Scores(positive)))
            {
                var mean = Math.Exp(1 + features[0]);
                // Without rows of no count.
                mean = loss == RegressionLoss.Poisson ? mean : mean / (1 - Math.Exp(-mean));
                Assert.AreEqual(1, score / mean, 0.2, $"{loss} at {features[0]}");
            }
        }
    }

    [TestMethod]
    [DynamicData(nameof(Engines))]
    public void Labels_are_told_from_booleans_as_from_numbers(TrainingEngine engine)
    {
        var numbers = Rows(300, (x, y, _) => [x > 0 ? 1 : 0, x + y > 0.5f ? 1 : 0]);
        var schema = SchemaDefinition.Create(typeof(BooleanRow));
        schema["Label"].AddAnnotation("SlotNames", SlotNames(Names), new VectorDataViewType(TextDataViewType.Instance, 2));
        var booleans = _mlContext.Data.LoadFromEnumerable(_mlContext.Data.CreateEnumerable<Row>(numbers, reuseRowObject: false)
            .Select(row => new BooleanRow { Features = row.Features, Label = [.. row.Label.Select(label => label > 0)] }).ToArray(), schema);
        var options = Options(engine);
        options.EarlyStopping = new EarlyStopping(TrainingMetric.Accuracy, patience: 100);
        var model = Multilabel(options).Fit(booleans);
        TinyTraining.AreEqual(Scores(Multilabel(options).Fit(numbers), numbers), Scores(model, numbers));

        var scored = model.Transform(booleans);
        var metrics = _mlContext.MulticlassClassification.EvaluateMultilabel(scored);
        Assert.IsGreaterThan(0.9, metrics.MicroF1);
        Assert.IsLessThan(0.1, metrics.HammingLoss);
        Assert.IsGreaterThan(0.98, metrics.AreaUnderRocCurve);
        Assert.AreEqual(1 - metrics.HammingLoss, model.Model.History[^1].Accuracy, 0.03);

        var engineOfOne = _mlContext.Model.CreatePredictionEngine<BooleanRow, Prediction>(model, inputSchemaDefinition: schema);
        var prediction = engineOfOne.Predict(new BooleanRow { Features = [0.9f, 0.9f], Label = [false, false] });
        TinyTraining.AreEqual([true, true], prediction.PredictedLabel);
        Assert.IsGreaterThan(0.5f, prediction.Probability.Min());
    }

    [TestMethod]
    public void Wrong_labels_are_refused_with_what_is_wrong()
    {
        AssertRefused(Multilabel(Options()), Rows(20, (x, _, _) => [1, x > 0 ? 2 : 0]), "training set: column \"Label\" must have labels of 0 and 1 alone; received 2.");
        var gamma = Options();
        gamma.RegressionLoss = RegressionLoss.Gamma;
        AssertRefused(MultiOutput(gamma), Rows(20, (x, _, _) => [1, x > 0 ? 2 : 0]), "training set: column \"Label\" must have labels above 0 for RegressionLoss.Gamma; received 0.");
        gamma.ValidationSet = Rows(20, (_, _, _) => [1, -3]);
        AssertRefused(MultiOutput(gamma), Rows(20, (_, _, _) => [1, 2]), "validation set: column \"Label\" must have labels above 0 for RegressionLoss.Gamma; received -3.");
        var other = Options();
        other.ValidationSet = Rows(20, (_, _, _) => [1, 2], "far", "near");
        AssertRefused(MultiOutput(other), Rows(20, (_, _, _) => [1, 2]), "validation set: column \"Label\" must have \"near\" as slot 0, as in the network's training; received \"far\".");
        var multilabel = Options();
        (multilabel.ClassWeights, multilabel.RegressionLoss) = (ClassWeights.Balanced, RegressionLoss.Huber());
        var message = Assert.ThrowsExactly<ArgumentException>(() => Multilabel(multilabel)).Message;
        Assert.Contains("regressionLoss must be left as it is in multilabel classification; received Huber(Delta = 1).", message);
        Assert.Contains($"classWeights must be left as it is in multilabel classification; received {ClassWeights.Balanced}.", message);

        void AssertRefused(IEstimator<ITransformer> trainer, IDataView data, string expected) =>
            Assert.AreEqual(expected, RejectionAssert.FailsOnPurpose(() => trainer.Fit(data), expected).Message);
    }

    /// <summary>Streamed, the same bits; and weights, rows without a label, and a validation set count as they do of one label.</summary>
    [TestMethod]
    public void Rows_are_read_as_of_one_label()
    {
        var rows = _mlContext.Data.CreateEnumerable<Row>(Rows(60, (x, y, _) => [x, y]), reuseRowObject: false).ToArray();
        for (var i = 0; i < rows.Length; i++)
            rows[i].Weight = i % 7 == 3 ? 2 : 1;
        var twice = View([.. rows.Where(row => row.Weight == 2), .. rows], Names);
        var options = Options();
        (options.Shuffle, options.BatchSize, options.Epochs) = (false, 100, 5);
        var expected = MultiOutput(options).Fit(twice);
        options.ExampleWeightColumnName = "Weight";
        var spoilt = rows.Append(new Row { Features = [0, 0], Label = [0, float.NaN] }).ToArray();
        var data = View(spoilt, Names);
        var found = MultiOutput(options).Fit(data);
        options.CacheInMemory = false;
        var streamed = MultiOutput(options).Fit(data);
        TinyTraining.AreEqual(found.Model.GetWeights().SelectMany(weight => weight.Values), streamed.Model.GetWeights().SelectMany(weight => weight.Values));
        foreach (var (wanted, score) in Scores(expected, twice).Zip(Scores(found, twice)))
            Assert.AreEqual(wanted, score, 1e-4);
        options.ValidationFraction = 0.25f;
        var validated = MultiOutput(options).Fit(data).Model.History[^1];
        Assert.IsTrue(double.IsFinite(validated.ValidationDataLoss));
    }

    private static ActivityRegularizedMlpOptions Options(TrainingEngine engine = TrainingEngine.Fused) => new()
    {
        Layers = [Layer.Dense(16, Activation.Tanh)],
        Epochs = 40,
        BatchSize = 16,
        LearningRate = 0.01f,
        Seed = 1,
        Engine = engine,
    };

    private ActivityRegularizedMultiOutputTrainer MultiOutput(ActivityRegularizedMlpOptions options) =>
        _mlContext.Regression.Trainers.ActivityRegularizedMultiOutputMlp(options);

    private ActivityRegularizedMultilabelTrainer Multilabel(ActivityRegularizedMlpOptions options) =>
        _mlContext.MulticlassClassification.Trainers.ActivityRegularizedMultilabelMlp(options);

    private static float[] Scores(MultiOutputPredictionTransformer model, IDataView data) =>
        [.. model.Transform(data).GetColumn<float[]>("Score").SelectMany(row => row)];

    /// <summary>Rows whose labels are a function of x and y from -1 to 1.</summary>
    private IDataView Rows(int count, Func<float, float, Random, float[]> label, params string[] names)
    {
        var random = new Random(3);
        return View([.. Enumerable.Range(0, count).Select(_ =>
        {
            float x = Numbers.Next(random), y = Numbers.Next(random);
            return new Row { Label = label(x, y, random), Features = [x, y] };
        })], names.Length == 0 ? Names : names);
    }

    private IDataView View(Row[] rows, string[] names)
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        schema["Label"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, names.Length);
        schema["Label"].AddAnnotation("SlotNames", SlotNames(names), new VectorDataViewType(TextDataViewType.Instance, names.Length));
        return _mlContext.Data.LoadFromEnumerable(rows, schema);
    }

    /// <summary>The same rows with their first label alone.</summary>
    private IDataView First(IDataView data) => _mlContext.Data.LoadFromEnumerable(
        _mlContext.Data.CreateEnumerable<Row>(data, reuseRowObject: false).Select(row => new ScalarRow { Features = row.Features, Label = row.Label[0] }).ToArray());

    private static VBuffer<ReadOnlyMemory<char>> SlotNames(string[] names) => new(names.Length, [.. names.Select(name => name.AsMemory())]);

    /// <summary>By D. Knuth's product of uniform numbers.</summary>
    private static int Poisson(double mean, Random random)
    {
        var count = -1;
        for (double product = 1; product > Math.Exp(-mean); product *= random.NextDouble())
            count++;
        return count;
    }

    private sealed class Row
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        public float[] Label { get; set; } = [];

        public float Weight { get; set; } = 1;
    }

    private sealed class ScalarRow
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        public float Label { get; set; }
    }

    private sealed class BooleanRow
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        [VectorType(2)]
        public bool[] Label { get; set; } = [];
    }

    private sealed class Prediction
    {
        public float[] Probability { get; set; } = [];

        public bool[] PredictedLabel { get; set; } = [];
    }
}
