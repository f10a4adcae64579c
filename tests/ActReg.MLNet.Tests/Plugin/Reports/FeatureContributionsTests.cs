using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

[TestClass]
public sealed class FeatureContributionsTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    /// <summary>A linear model's contributions are its weights times the features: ML.NET's own say the same.</summary>
    [TestMethod]
    public void A_linear_network_has_the_contributions_of_a_linear_model_of_MLNet()
    {
        var data = Rows();
        var theirs = _mlContext.Regression.Trainers.OnlineGradientDescent("Number").Fit(data);
        var ours = _mlContext.Regression.Trainers.ActivityRegularizedMlp(new ActivityRegularizedMlpOptions
        {
            LabelColumnName = "Number",
            Layers = [],
            StandardizeLabels = false,
            InitialWeights = [new("kernel", [4, 1], [.. theirs.Model.Weights]), new("bias", [1], [theirs.Model.Bias])],
            Epochs = 1,
            LearningRate = 1e-30f,
        }).Fit(data);
        foreach (var normalize in new[] { false, true })
        {
            foreach (var most in new[] { 10, 1, 0 })
            {
                var expected = Column(_mlContext.Transforms.CalculateFeatureContribution(theirs, most, most, normalize).Fit(data).Transform(data));
                var actual = Column(_mlContext.Transforms.CalculateFeatureContribution(ours, most, most, normalize).Fit(data).Transform(data));
                foreach (var (row, other) in expected.Zip(actual))
                    AreClose(row, other, 1e-5);
            }
        }

        var contributions = FeatureContributions.Create(ours, data, method: FeatureContributionMethod.GradientTimesInput);
        foreach (var (row, features) in contributions.Rows.Zip(data.GetColumn<float[]>("Features")))
            AreClose([.. features.Zip(theirs.Model.Weights, (x, w) => x * w)], [.. row.Values], 1e-5);
    }

    /// <summary>Whatever scores, and however many networks do.</summary>
    [TestMethod]
    [DataRow("regression")]
    [DataRow("bounded regression")]
    [DataRow("counts")]
    [DataRow("binary")]
    [DataRow("multiclass")]
    [DataRow("quantiles")]
    [DataRow("tabular regression")]
    [DataRow("tabular binary")]
    [DataRow("tabular multiclass")]
    public void Contributions_add_up_to_the_score_less_the_baselines(string task)
    {
        var rows = Rows(withMissing: task.StartsWith("tabular"));
        var binary = _mlContext.BinaryClassification.Trainers;
        var regression = _mlContext.Regression.Trainers;
        var classes = _mlContext.MulticlassClassification.Trainers;
        Layer[] layers = [Layer.Dense(12, Activation.Relu), Layer.BatchNorm(0.5f), Layer.Dropout(0.2f), Layer.Dense(6, Activation.Tanh)];
        var tabular = new ActivityRegularizedTabularMlpOptions { Members = 2, Epochs = 4 };
        var plain = new ActivityRegularizedMlpOptions { Layers = layers, Epochs = 4 };
        var model = task switch
        {
            "regression" => Fit(regression.ActivityRegularizedMlp(With(plain, "Number"))),
            "bounded regression" => Fit(regression.ActivityRegularizedMlp(With(plain, "Number", options => options.BoundScores = true))),
            "counts" => Fit(regression.ActivityRegularizedMlp(With(plain, "Count", options => options.RegressionLoss = RegressionLoss.Poisson))),
            "binary" => Fit(binary.ActivityRegularizedMlp(With(plain, "IsHigh"))),
            "multiclass" => Fit(classes.ActivityRegularizedMlp(With(plain, "Key"))),
            "quantiles" => Fit(regression.ActivityRegularizedQuantileMlp(With(plain, "Number", options => options.Quantiles = [0.1f, 0.5f, 0.9f]))),
            "tabular regression" => Fit(regression.ActivityRegularizedTabularMlp(With(tabular, "Number"))),
            "tabular binary" => Fit(binary.ActivityRegularizedTabularMlp(With(tabular, "IsHigh"))),
            _ => Fit(classes.ActivityRegularizedTabularMlp(With(tabular, "Key"))),
        };
        var scored = model.Transform(rows);
        float[][] scores = scored.Schema["Score"].Type is VectorDataViewType
            ? [.. scored.GetColumn<float[]>("Score")] : [.. scored.GetColumn<float>("Score").Select(score => new[] { score })];
        for (var output = -1; output < scores[0].Length; output++)
        {
            var contributions = FeatureContributions.Create(model, rows, output < 0 ? null : output);
            Assert.HasCount(scores.Length, contributions.Rows);
            var baselineScore = BaselineScore(model, contributions.Baseline);
            foreach (var (row, expected) in contributions.Rows.Zip(scores))
            {
                var place = output < 0 ? expected.AsSpan().IndexOf(expected.Max()) : output;
                var tolerance = 1e-4 * Math.Max(1, Math.Abs(expected[place]));
                Assert.AreEqual(place, row.Output);
                Assert.AreEqual(expected[place], row.Score, tolerance);
                Assert.AreEqual(baselineScore[place], row.BaselineScore, tolerance);
                Assert.AreEqual(expected[place] - baselineScore[place], row.Values.Sum(value => (double)value), tolerance);
            }
        }

        ITransformer Fit<T>(IEstimator<T> trainer)
            where T : class, ITransformer => trainer.Fit(rows);
    }

    /// <summary>The transform of ML.NET gives the same, from a loaded file as well.</summary>
    [TestMethod]
    public void The_transform_of_MLNet_gives_the_same()
    {
        var rows = Rows();
        var options = new ActivityRegularizedTabularMlpOptions { Members = 2, Epochs = 3 };
        var binary = _mlContext.BinaryClassification.Trainers.ActivityRegularizedTabularMlp(With(options, "IsHigh")).Fit(rows);
        AssertSame(binary, _mlContext.Transforms.CalculateFeatureContribution(binary, 4, 4, normalize: false).Fit(rows));
        var regression = _mlContext.Regression.Trainers.ActivityRegularizedTabularMlp(With(options, "Number")).Fit(rows);
        AssertSame(regression, _mlContext.Transforms.CalculateFeatureContribution(regression, 4, 4, normalize: false).Fit(rows));
        var single = _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp("IsHigh", epochs: 3).Fit(rows);
        AssertSame(single, _mlContext.Transforms.CalculateFeatureContribution(single, 4, 4, normalize: false).Fit(rows));

        void AssertSame(ITransformer model, ITransformer explaining)
        {
            var expected = FeatureContributions.Create(model, rows);
            foreach (var transformer in new[] { explaining, SavedModel.Reload(_mlContext, explaining, rows.Schema) })
            {
                var explained = transformer.Transform(rows);
                foreach (var (row, values) in expected.Rows.Zip(Column(explained)))
                    AreClose([.. row.Values], values, 1e-6);
                VBuffer<ReadOnlyMemory<char>> names = default;
                explained.Schema["FeatureContributions"].GetSlotNames(ref names);
                TinyTraining.AreEqual(["A", "B", "C", "D"], names.DenseValues().Select(name => $"{name}"));
            }
        }
    }

    /// <summary>A missing value contributes what the network has learned of its being missing, and of what takes its place.</summary>
    [TestMethod]
    public void A_missing_value_contributes()
    {
        var rows = _mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 200).Select(i => new Row
        {
            Features = [i % 4 == 0 ? float.NaN : i % 7, i % 5, 0, 0],
            Number = i % 4 == 0 ? 10 : 0,
        }));
        var model = _mlContext.Regression.Trainers.ActivityRegularizedTabularMlp(new() { LabelColumnName = "Number", Members = 2, Epochs = 60 }).Fit(rows);
        var contributions = FeatureContributions.Create(model, rows);
        var missing = contributions.Rows[0];
        Assert.AreEqual("slot 0", contributions.Columns[0].Name);
        Assert.IsGreaterThan(5, missing.Values[0]);
        Assert.AreEqual(missing.Score - missing.BaselineScore, missing.Values.Sum(), 1e-3);
        // Medians: of 0 to 6, and of 0 to 4.
        TinyTraining.AreEqual([3f, 2f, 0f, 0f], contributions.Baseline);
    }

    /// <summary>Of a category embedding's block all slots together are one column, whose baseline is no category.</summary>
    [TestMethod]
    public void Categories_are_one_column()
    {
        var rows = _mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 120).Select(i => new Person { Color = $"{"rgb"[i % 3]}", Age = i % 11, Number = i % 3 == 1 ? 5 : i % 11 / 10f }));
        var model = _mlContext.Transforms.Categorical.OneHotEncoding("Color").Append(_mlContext.Transforms.Concatenate("Features", "Age", "Color"))
            .Append(_mlContext.Regression.Trainers.ActivityRegularizedTabularMlp(new() { LabelColumnName = "Number", Members = 2, Epochs = 40 })).Fit(rows);
        var contributions = FeatureContributions.Create(model, rows);
        TinyTraining.AreEqual(["Age 1", "Color 3"], contributions.Columns.Select(column => $"{column.Name} {column.SlotCount}").Order());
        Assert.AreEqual("Color", contributions.Columns[0].Name);
        TinyTraining.AreEqual([0f, 0f, 0f], contributions.Baseline.Skip(1));
        var (green, red) = (contributions.ByColumn(contributions.Rows[1]), contributions.ByColumn(contributions.Rows[0]));
        Assert.IsGreaterThan(3, green.Single(column => column.Key == "Color").Value - red.Single(column => column.Key == "Color").Value);
        Assert.AreEqual(contributions.Columns[0].MeanAbsolute, contributions.Rows.Average(row => Math.Abs(row.Values.Skip(1).Sum(value => (double)value))), 1e-9);
        StringAssert.StartsWith($"{contributions}", "Contributions to the scores of 120 rows, by IntegratedGradients: mean size, and mean");

        var view = contributions.ToDataView(_mlContext);
        TinyTraining.AreEqual(contributions.Rows.Select(row => row.Score), view.GetColumn<float>("Score"));
        TinyTraining.AreEqual(contributions.Rows.SelectMany(row => row.Values), Column(view).SelectMany(values => values));
        VBuffer<ReadOnlyMemory<char>> names = default;
        view.Schema["FeatureContributions"].GetSlotNames(ref names);
        TinyTraining.AreEqual(["Age", "Color.r", "Color.g", "Color.b"], names.DenseValues().Select(name => $"{name}"));
    }

    /// <summary>From where features come is told, or chosen: here the row itself, from which nothing differs.</summary>
    [TestMethod]
    public void A_baseline_can_be_chosen()
    {
        var rows = Rows();
        var model = _mlContext.Regression.Trainers.ActivityRegularizedMlp("Number", epochs: 2).Fit(rows);
        var first = rows.GetColumn<float[]>("Features").First();
        var contributions = FeatureContributions.Create(model, rows, baseline: first);
        TinyTraining.AreEqual(first, contributions.Baseline);
        Assert.IsTrue(contributions.Rows[0].Values.All(value => value == 0));
        Assert.AreEqual(contributions.Rows[0].Score, contributions.Rows[5].BaselineScore);
        TinyTraining.AreEqual(new float[4], FeatureContributions.Create(model, rows).Baseline);
    }

    [TestMethod]
    public void Any_number_of_threads_gives_the_same()
    {
        var rows = Rows(withMissing: true);
        var model = _mlContext.Regression.Trainers.ActivityRegularizedTabularMlp(With(new ActivityRegularizedTabularMlpOptions { Members = 2, Epochs = 2 }, "Number")).Fit(rows);
        var one = FeatureContributions.Create(model, rows);
        var four = FeatureContributions.Create(model, rows, maxDegreeOfParallelism: 4);
        TinyTraining.AreEqual(one.Rows.SelectMany(row => row.Values), four.Rows.SelectMany(row => row.Values));
        TinyTraining.AreEqual(one.Rows.Select(row => row.Row), four.Rows.Select(row => row.Row));
    }

    /// <summary>A row that cannot be scored has no contributions.</summary>
    [TestMethod]
    public void A_row_that_cannot_be_scored_is_left_out_or_has_NaN()
    {
        var model = _mlContext.Regression.Trainers.ActivityRegularizedMlp("Number", epochs: 2).Fit(Rows());
        var rows = _mlContext.Data.LoadFromEnumerable(new[] { new Row { Features = [1, float.NaN, 1, 1] }, new Row { Features = [1, 2, 1, 1] } });
        var contributions = FeatureContributions.Create(model, rows);
        Assert.HasCount(1, contributions.Rows);
        Assert.AreEqual(1, contributions.Rows[0].Row);
        Assert.AreEqual(0, contributions.Rows[0].Residual, 1e-6);
        TinyTraining.AreEqual([1L], contributions.ToDataView(_mlContext).GetColumn<long>("Row"));
        var explained = Column(_mlContext.Transforms.CalculateFeatureContribution(model).Fit(rows).Transform(rows));
        Assert.IsTrue(explained[0].All(float.IsNaN));
        Assert.IsFalse(explained[1].Any(float.IsNaN));
    }

    [TestMethod]
    public void What_cannot_be_explained_is_refused()
    {
        var rows = Rows();
        var model = _mlContext.MulticlassClassification.Trainers.ActivityRegularizedMlp("Key", epochs: 1).Fit(rows);
        Refuses<ArgumentOutOfRangeException>("output must be one of the 3 scores of a row, 0 or more; received 3.", () => FeatureContributions.Create(model, rows, output: 3));
        Refuses<ArgumentOutOfRangeException>("steps must be at least 1; received 0.", () => FeatureContributions.Create(model, rows, steps: 0));
        Refuses<ArgumentOutOfRangeException>("steps must be at most 10000; received 2147483647.", () => FeatureContributions.Create(model, rows, steps: int.MaxValue));
        Refuses<ArgumentOutOfRangeException>("maxDegreeOfParallelism must be at least 1; received 0.", () => FeatureContributions.Create(model, rows, maxDegreeOfParallelism: 0));
        Refuses<ArgumentException>("baseline must have 4 values, one per feature; received 1.", () => FeatureContributions.Create(model, rows, baseline: [1]));
        Refuses<ArgumentException>("baseline[2] must be finite; received NaN.", () => FeatureContributions.Create(model, rows, baseline: [0, 0, float.NaN, 0]));
        Refuses<ArgumentException>(
            "data must have a row whose features the network can read; it has none.",
            () => FeatureContributions.Create(model, _mlContext.Data.LoadFromEnumerable([new Row { Features = [0, 0, 0, float.PositiveInfinity] }])));
        var theirs = _mlContext.Regression.Trainers.OnlineGradientDescent("Number").Fit(rows);
        Refuses<ArgumentException>("model must have one network of this plugin in it; received 0.", () => FeatureContributions.Create(theirs, rows));
        var looking = _mlContext.Regression.Trainers.ActivityRegularizedNetwork(
            new() { Layers = [Layer.Embedding(9, 2), Layer.Flatten()], LabelColumnName = "Count", FeatureColumnName = "Codes", Epochs = 1 }).Fit(rows);
        Refuses<NotSupportedException>(
            "Contributions of features need a network with a slope by its features; this one looks features up in an embedding, and has no slope by them.",
            () => FeatureContributions.Create(looking, rows));
    }

    private static void Refuses<T>(string message, Action action)
        where T : Exception => StringAssert.StartsWith(Assert.Throws<T>(action).Message, message);

    private static TOptions With<TOptions>(TOptions options, string label, Action<TOptions>? change = null)
        where TOptions : ActivityRegularizedOptionsBase
    {
        options.LabelColumnName = label;
        change?.Invoke(options);
        return options;
    }

    /// <summary>What the model scores for a row of the baseline.</summary>
    private float[] BaselineScore(ITransformer model, IReadOnlyList<float> baseline)
    {
        var scored = model.Transform(_mlContext.Data.LoadFromEnumerable([new Row { Features = [.. baseline] }]));
        return scored.Schema["Score"].Type is VectorDataViewType ? scored.GetColumn<float[]>("Score").Single() : [scored.GetColumn<float>("Score").Single()];
    }

    private static float[][] Column(IDataView data) => [.. data.GetColumn<float[]>("FeatureContributions")];

    private static void AreClose(float[] expected, float[] actual, double tolerance)
    {
        Assert.HasCount(expected.Length, actual);
        for (var i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], actual[i], tolerance * Math.Max(1, Math.Abs(expected[i])));
    }

    private IDataView Rows(bool withMissing = false)
    {
        var random = new Random(1);
        var rows = _mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 60).Select(i =>
        {
            float[] features = [.. Numbers.Array(random, 3).Select(value => 2 * value), i % 3];
            var number = features[0] * features[1] - 2 * features[2] + features[3];
            if (withMissing && i % 9 == 0)
                features[1] = float.NaN;
            return new Row { Features = features, Codes = [i % 9, i % 5], Number = number, Count = i % 4, IsHigh = number > 1, Class = $"{i % 3}" };
        }).ToList(), Row.Definition());
        return _mlContext.Transforms.Conversion.MapValueToKey("Key", "Class").Fit(rows).Transform(rows);
    }

    private sealed class Row
    {
        [VectorType(4)]
        public float[] Features { get; set; } = [];

        [VectorType(2)]
        public float[] Codes { get; set; } = [0, 0];

        public float Number { get; set; }

        public float Count { get; set; }

        public bool IsHigh { get; set; }

        public string Class { get; set; } = "0";

        public static SchemaDefinition Definition()
        {
            var definition = SchemaDefinition.Create(typeof(Row));
            ReadOnlyMemory<char>[] names = [.. "ABCD".Select(letter => $"{letter}".AsMemory())];
            definition[nameof(Features)].AddAnnotation("SlotNames", new VBuffer<ReadOnlyMemory<char>>(4, names), new VectorDataViewType(TextDataViewType.Instance, 4));
            return definition;
        }
    }

    private sealed class Person
    {
        public string Color { get; set; } = "";

        public float Age { get; set; }

        public float Number { get; set; }
    }
}
