using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>Sparse codes of features as columns like any other.</summary>
[TestClass]
public sealed class SparseAutoencoderTests
{
    private static readonly CodeSparsity[] Sparsities =
    [
        CodeSparsity.L1(), CodeSparsity.L2(), CodeSparsity.KullbackLeibler(), CodeSparsity.TopK(2), CodeSparsity.BatchTopK(2), CodeSparsity.JumpRelu(2),
    ];

    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Keep_every_promise_of_an_estimator()
    {
        var data = SampleData.Binary(_mlContext);
        foreach (var sparsity in Sparsities)
            Check(Estimator(new() { CodeSize = 7, Sparsity = sparsity, Epochs = 3 }), data);
        Check(
            Estimator(new() { CodeSize = 7, Sparsity = CodeSparsity.TopK(3), Epochs = 3, ReconstructionColumnName = "Features", ScoreColumnName = "Score", Encoder = [Layer.Dense(5, Activation.Tanh)] }), data);
        Check(Estimator(new() { CodeSize = 7, Sparsity = CodeSparsity.TopK(3), Epochs = 3, OutputColumnName = "Features", TiedWeights = true, ReconstructionColumnName = "Again" }), data);
    }

    /// <summary>TopK's promise: exactly k units of every row are on, and each row's reconstruction is the sum of their columns.</summary>
    [TestMethod]
    public void A_row_is_a_sum_of_as_many_columns_as_asked_for()
    {
        var data = Digits();
        var model = Estimator(new() { CodeSize = 100, Sparsity = CodeSparsity.TopK(9), Epochs = 3, ReconstructionColumnName = "Again", ScoreColumnName = "Score" }).Fit(data);
        var dictionary = model.GetDictionary();
        Assert.HasCount(100, dictionary);
        var preBias = model.GetWeights()[0].Values;
        var (center, scale) = (model.Model.Scale.Center, model.Model.Scale.Scale);
        var rows = model.Transform(data);
        var features = rows.GetColumn<float[]>("Features").ToArray();
        foreach (var (row, code, again, score) in features.Zip(rows.GetColumn<float[]>("Code"), rows.GetColumn<float[]>("Again")).Zip(rows.GetColumn<float>("Score"), (a, b) => (a.First, a.Second, a.Third, b)))
        {
            Assert.AreEqual(9, code.Count(value => value != 0));
            double error = 0;
            for (var i = 0; i < row.Length; i++)
            {
                var sum = center[i] + scale * (double)preBias[i] + code.Select((value, unit) => (double)value * dictionary[unit][i]).Sum();
                Assert.AreEqual(sum, again[i], 1e-3);
                error += Math.Pow((sum - row[i]) / scale, 2) / row.Length;
            }

            Assert.AreEqual(error, score, 1e-4);
        }

        // Scores' threshold is the 95th percentile of the training rows'.
        Assert.AreEqual(0.05, rows.GetColumn<bool>("PredictedLabel").Average(isAnomaly => isAnomaly ? 1.0 : 0), 0.001);
    }

    /// <summary>Losses are shares of the data's variance: what is left of it after training says the history, and the columns.</summary>
    [TestMethod]
    public void Explain_the_variance_that_the_history_says()
    {
        var data = Digits();
        var model = Estimator(new() { CodeSize = 128, Sparsity = CodeSparsity.TopK(16), Epochs = 30, ReconstructionColumnName = "Again", ValidationSet = data }).Fit(data);
        var rows = model.Transform(data);
        var features = rows.GetColumn<float[]>("Features").ToArray();
        var means = Enumerable.Range(0, 64).Select(i => features.Average(row => (double)row[i])).ToArray();
        double left = 0, all = 0;
        foreach (var (row, again) in features.Zip(rows.GetColumn<float[]>("Again")))
        {
            for (var i = 0; i < 64; i++)
            {
                left += Math.Pow(row[i] - again[i], 2);
                all += Math.Pow(row[i] - means[i], 2);
            }
        }

        Assert.AreEqual(left / all, model.History[^1].ValidationDataLoss, 1e-5);
        Assert.IsLessThan(0.1, left / all);
    }

    /// <summary>The same rows in other units: each feature moved by what it likes, all multiplied by one factor.</summary>
    [TestMethod]
    public void Codes_do_not_depend_on_the_units_of_the_features()
    {
        var random = new Random(1);
        var values = Numbers.Array(random, 200 * 4);
        float[] Moved(float factor, float offset) => [.. values.Select((value, i) => factor * value + offset * (i % 4))];
        var options = new SparseAutoencoderOptions { CodeSize = 12, Sparsity = CodeSparsity.TopK(3), Epochs = 5 };
        var codes = new[] { Moved(1, 0), Moved(1024, 0), Moved(0.25f, 64) }
            .Select(moved => Data.Binary(_mlContext, 4, moved, new bool[200]))
            .Select(data => Estimator(options).Fit(data).Transform(data).GetColumn<float[]>("Code").SelectMany(code => code).ToArray()).ToArray();
        TinyTraining.AreEqual(codes[0], codes[1]);
        foreach (var (a, b) in codes[0].Zip(codes[2]))
            Assert.AreEqual(a, b, 1e-2);
    }

    [TestMethod]
    public void Feed_another_trainer_and_are_saved_with_it()
    {
        var data = TinyTraining.Circles(_mlContext, rowCount: 300);
        var pipeline = _mlContext.Transforms.SparseAutoencoder("Code", "Features", codeSize: 32, CodeSparsity.TopK(2), epochs: 20)
            .Append(_mlContext.BinaryClassification.Trainers.LbfgsLogisticRegression(featureColumnName: "Code"));
        var model = pipeline.Fit(data);
        using var file = new MemoryStream();
        _mlContext.Model.Save(model, data.Schema, file);
        TinyTraining.AreEqual(model.Scores(data), _mlContext.Model.Load(file, out _).Scores(data));
        Assert.HasCount(2, _mlContext.BinaryClassification.CrossValidate(data, pipeline, numberOfFolds: 2));
    }

    /// <summary>Rows unlike those trained on have larger errors; ML.NET's own evaluation says so.</summary>
    [TestMethod]
    public void Scores_find_anomalies()
    {
        var random = new Random(1);
        // Points of a plane in ten dimensions, and others off it.
        var (a, b) = (Numbers.Array(random, 10), Numbers.Array(random, 10));
        float[] Row(bool isAnomaly)
        {
            var (s, t) = (Numbers.Next(random), Numbers.Next(random));
            return [.. Enumerable.Range(0, 10).Select(i => s * a[i] + t * b[i] + (isAnomaly ? 0.5f : 0.02f) * Numbers.Next(random))];
        }

        var train = Data.Binary(_mlContext, 10, [.. Enumerable.Range(0, 400).SelectMany(_ => Row(false))], new bool[400]);
        bool[] labels = [.. Enumerable.Range(0, 200).Select(i => i % 10 == 0)];
        var test = Data.Binary(_mlContext, 10, [.. labels.SelectMany(Row)], labels);
        var estimator = Estimator(new() { CodeSize = 8, Sparsity = CodeSparsity.TopK(2), Epochs = 100, ScoreColumnName = "Score" })
            .Append(_mlContext.Transforms.Conversion.ConvertType("Label", outputKind: DataKind.Single));
        var metrics = _mlContext.AnomalyDetection.Evaluate(estimator.Fit(train).Transform(test));
        Assert.IsGreaterThan(0.95, metrics.AreaUnderRocCurve);
    }

    [TestMethod]
    public void A_row_that_cannot_be_read_has_no_code()
    {
        var model = Estimator(new() { CodeSize = 3, Sparsity = CodeSparsity.TopK(1), Epochs = 1, ReconstructionColumnName = "Again", ScoreColumnName = "Score" })
            .Fit(TinyTraining.Circles(_mlContext));
        var rows = model.Transform(Data.Binary(_mlContext, 2, [0, 1, float.NaN, 3, float.PositiveInfinity, 0], new bool[3]));
        bool[] expected = [false, true, true];
        TinyTraining.AreEqual(expected, rows.GetColumn<float[]>("Code").Select(code => code.All(float.IsNaN)));
        TinyTraining.AreEqual(expected, rows.GetColumn<float[]>("Again").Select(row => row.All(float.IsNaN)));
        TinyTraining.AreEqual(expected, rows.GetColumn<float>("Score").Select(float.IsNaN));
    }

    /// <summary>Images by convolutions, sequences by recurrence: the shape comes back, and so do the rows.</summary>
    [TestMethod]
    public void Encoders_and_decoders_may_be_of_any_layers()
    {
        var data = Digits();
        Check(new()
        {
            InputShape = [1, 8, 8],
            Encoder = [Layer.Conv2D(4, 3, 2, Padding.Same, activation: Activation.Relu), Layer.Flatten()],
            CodeSize = 32,
            Sparsity = CodeSparsity.TopK(12),
            Decoder = [Layer.Dense(64, Activation.Relu), Layer.Reshape(4, 4, 4), Layer.Conv2DTranspose(1, 3, 2, Padding.Same)],
        });
        Check(new()
        {
            InputShape = [8, 8],
            Encoder = [Layer.Gru(24)],
            CodeSize = 32,
            Sparsity = CodeSparsity.L1(0.0001f),
            Decoder = [Layer.RepeatVector(8), Layer.Gru(24, returnSequences: true), Layer.Dense(8)],
        });
        Check(new() { Encoder = [Layer.Dense(48, Activation.Relu)], CodeSize = 32, Sparsity = CodeSparsity.BatchTopK(12), Decoder = [Layer.Dense(48, Activation.Relu)] });

        void Check(SparseAutoencoderOptions options)
        {
            options.Epochs = 12;
            options.LearningRate = 0.003f;
            var model = Estimator(options).Fit(data);
            Assert.IsLessThan(0.6, model.History[^1].DataLoss, $"{options.Encoder[0]}");
            Assert.IsLessThan(0.8 * model.History[0].DataLoss, model.History[^1].DataLoss);
            using var file = new MemoryStream();
            _mlContext.Model.Save(model, data.Schema, file);
            TinyTraining.AreEqual(Codes(model), Codes(_mlContext.Model.Load(file, out _)));
            Assert.Throws<InvalidOperationException>(() => model.GetDictionary());
        }

        float[] Codes(ITransformer model) => [.. model.Transform(data).GetColumn<float[]>("Code").Take(20).SelectMany(code => code)];
    }

    /// <summary>Noise makes the code's units look further, and what is to be reconstructed stays as it is: the noisy rows' own noise is not learned.</summary>
    [TestMethod]
    public void Noise_is_taken_out_again()
    {
        var data = Digits();
        var plain = Error(0);
        Assert.IsLessThan(plain, Error(0.5f));

        double Error(float noise)
        {
            var model = Estimator(new() { CodeSize = 64, Sparsity = CodeSparsity.TopK(32), Epochs = 20, Noise = noise, ReconstructionColumnName = "Again" }).Fit(data);
            var random = new Random(5);
            var clean = data.GetColumn<float[]>("Features").Take(300).ToArray();
            var noisy = Data.Binary(_mlContext, 64, [.. clean.SelectMany(row => row).Select(value => value + 4 * Numbers.Next(random))], new bool[300]);
            return clean.Zip(model.Transform(noisy).GetColumn<float[]>("Again")).Average(rows => rows.First.Zip(rows.Second).Average(pair => Math.Pow(pair.First - pair.Second, 2)));
        }
    }

    [TestMethod]
    public void Training_goes_on_from_a_checkpoint_bit_for_bit()
    {
        var data = TinyTraining.Circles(_mlContext);
        using var folder = new TemporaryFolder();
        var options = new SparseAutoencoderOptions { CodeSize = 12, Sparsity = CodeSparsity.TopK(2, deadAfterRows: 20), Epochs = 8, Noise = 0.1f };
        var expected = Flat(Estimator(options).Fit(data));
        options.CheckpointPath = folder["checkpoint"];
        options.CheckpointEpochs = 3;
        options.OnEpochEnd = epoch =>
        {
            if (epoch.Metrics.Epoch == 5)
                throw new InvalidOperationException("killed");
        };
        Assert.Throws<InvalidOperationException>(() => Estimator(options).Fit(data));
        options.OnEpochEnd = null;
        TinyTraining.AreEqual(expected, Flat(Estimator(options).Fit(data)));

        static float[] Flat(SparseAutoencoderTransformer model) => [.. model.GetWeights().SelectMany(weight => weight.Values)];
    }

    /// <summary>The noise is as much a part of the training as any option.</summary>
    [TestMethod]
    public void A_checkpoint_of_other_noise_is_refused()
    {
        var data = TinyTraining.Circles(_mlContext);
        using var folder = new TemporaryFolder();
        var options = new SparseAutoencoderOptions
        {
            CodeSize = 4,
            Epochs = 4,
            Noise = 0.5f,
            CheckpointPath = folder["checkpoint"],
            CheckpointEpochs = 1,
        };
        options.OnEpochEnd = epoch =>
        {
            if (epoch.Metrics.Epoch == 3)
                throw new InvalidOperationException("killed");
        };
        Assert.Throws<InvalidOperationException>(() => Estimator(options).Fit(data));
        options.OnEpochEnd = null;
        options.Noise = 0;
        Assert.Contains("noise: 0.5 in the checkpoint, not given now.", Assert.Throws<InvalidOperationException>(() => Estimator(options).Fit(data)).Message);
        options.Noise = 0.5f;
        Assert.AreEqual(0.5f, Estimator(options).Fit(data).Model.Network.Settings.Noise);
    }

    /// <summary>Rows so far off that the network overflows on them are as far off as can be.</summary>
    [TestMethod]
    public void The_farthest_rows_are_anomalies()
    {
        var model = Estimator(new() { CodeSize = 6, Sparsity = CodeSparsity.TopK(3), Epochs = 2, ScoreColumnName = "Score" }).Fit(TinyTraining.Circles(_mlContext));
        var far = model.Transform(Data.Binary(_mlContext, 2, [3e38f, -3e38f, -3e38f, 3e38f, 3e38f, 3e38f, 1e30f, 1e38f], new bool[4]));
        TinyTraining.AreEqual([true, true, true, true], far.GetColumn<bool>("PredictedLabel"));
        Assert.IsTrue(far.GetColumn<float>("Score").All(float.IsPositiveInfinity));
        Assert.IsTrue(far.GetColumn<float[]>("Code").All(code => code.All(float.IsNaN) || code.All(float.IsFinite)));
    }

    [TestMethod]
    public void What_is_streamed_trains_as_from_memory()
    {
        var data = TinyTraining.Circles(_mlContext);
        var options = new SparseAutoencoderOptions { CodeSize = 12, Sparsity = CodeSparsity.BatchTopK(2), Epochs = 4, Shuffle = false };
        var expected = Estimator(options).Fit(data).Model;
        options.CacheInMemory = false;
        var found = Estimator(options).Fit(data).Model;
        Assert.AreEqual(expected.Scale, found.Scale);
        Assert.AreEqual(expected.ScoreThreshold, found.ScoreThreshold);
        TinyTraining.AreEqual(expected.Network.Weights.Flat(), found.Network.Weights.Flat());
    }

    [TestMethod]
    public void Features_in_other_units_and_dead_units_are_warned_of()
    {
        var random = new Random(1);
        float[] values = [.. Enumerable.Range(0, 60).SelectMany(_ => new[] { Numbers.Next(random), 1000 * Numbers.Next(random), Numbers.Next(random) })];
        Assert.Contains(
            "slot 1 has 100.0% of the variance of all 3 features, so that the code hardly tells the others. Normalize them if they are in different units: "
            + "NormalizeMeanVariance(\"Features\", fixZero: false).", Warnings(Data.Binary(_mlContext, 3, values, new bool[60]), new() { CodeSize = 4, Sparsity = CodeSparsity.TopK(1), Epochs = 1 }));
        foreach (var sparsity in new[] { CodeSparsity.TopK(1), CodeSparsity.L1(), CodeSparsity.JumpRelu(2) })
        {
            Assert.AreEqual(
                "Column \"Features\" has the same features in every row, of which a code has nothing to tell.",
                Warnings(Data.Binary(_mlContext, 3, [.. Enumerable.Repeat(0.1f, 3 * 60)], new bool[60]), new() { CodeSize = 4, Sparsity = sparsity, Epochs = 1 }));
        }

        Assert.IsEmpty(Warnings(TinyTraining.Circles(_mlContext), new() { CodeSize = 4, Sparsity = CodeSparsity.TopK(2), Epochs = 2 }));
        var dead = Warnings(Digits(), new() { CodeSize = 2000, Sparsity = CodeSparsity.TopK(1), Epochs = 2 });
        Assert.EndsWith("of the 2000 units of the code were on for no row of the last epoch. A larger batchSize, a smaller learningRate or a smaller codeSize leaves fewer dead.", dead);
    }

    /// <summary>Two features that tell each other, a code of many more units, and three to six of them on at once: whatever makes it sparse, the first epochs do not overshoot.</summary>
    [TestMethod]
    public void Few_features_are_told_by_many_units()
    {
        var random = new Random(1);
        var data = Data.Binary(_mlContext, 2, [.. Enumerable.Range(0, 300).Select(_ => random.NextSingle()).SelectMany(u => new[] { u, 2 * u + 0.1f * random.NextSingle() })], new bool[300]);
        foreach (var sparsity in new[] { CodeSparsity.TopK(8), CodeSparsity.BatchTopK(8), CodeSparsity.JumpRelu(8), CodeSparsity.L1(), CodeSparsity.L2(), CodeSparsity.KullbackLeibler() })
        {
            var model = Estimator(new() { CodeSize = 64, Sparsity = sparsity, Epochs = 50 }).Fit(data);
            Assert.IsLessThan(1, model.History[0].DataLoss, $"{sparsity}");
            Assert.IsGreaterThan(0.95, AutoencoderReport.Create(model, data).ExplainedVariance, $"{sparsity}");
        }
    }

    /// <summary>What trains too little says so: the mean of the rows would have been better, or thresholds are not where they are to be.</summary>
    [TestMethod]
    public void What_is_not_learned_is_warned_of()
    {
        var data = TinyTraining.Circles(_mlContext);
        var weights = Estimator(new() { CodeSize = 8, Sparsity = CodeSparsity.TopK(4), Epochs = 1 }).Fit(data).GetWeights();
        for (var i = 0; i < weights[1].Values.Length; i++)
            weights[1].Values[i] *= 10;
        var warning = Warnings(data, new() { CodeSize = 8, Sparsity = CodeSparsity.TopK(4), Epochs = 1, InitialWeights = weights });
        Assert.StartsWith("The reconstruction is worse than the rows' mean: a data loss of ", warning);
        Assert.EndsWith(" in epoch 1, where the mean's is 1. More epochs, another learningRate or fewer units that are on usually help.", warning);

        var thresholds = Estimator(new() { CodeSize = 20, Sparsity = CodeSparsity.JumpRelu(5), Epochs = 1, LearningRate = 1e-9f }).Fit(Digits()).GetWeights();
        Assert.IsEmpty(Warnings(Digits(), Jump(thresholds)));
        Array.Clear(thresholds.Single(weight => weight.Name == "code/threshold").Values);
        var off = Warnings(Digits(), Jump(thresholds));
        Assert.StartsWith("On average ", off);
        Assert.EndsWith(" units of the code were on per row in epoch 1, not the 5 of JumpRelu(5): it takes more epochs, or another strength or bandwidth.", off);

        static SparseAutoencoderOptions Jump(IReadOnlyList<WeightTensor> weights) =>
            new() { CodeSize = 20, Sparsity = CodeSparsity.JumpRelu(5), Epochs = 1, LearningRate = 1e-9f, InitialWeights = weights };
    }

    /// <summary>A row that weighs nearly everything is none of the few: the share is one of weights.</summary>
    [TestMethod]
    public void The_share_of_anomalies_counts_rows_by_their_weight()
    {
        var random = new Random(1);
        var rows = Enumerable.Range(0, 100).Select(i => new WeightedRow { Features = [random.NextSingle(), random.NextSingle(), random.NextSingle()], Weight = i < 50 ? 1 : 9 }).ToArray();
        var data = _mlContext.Data.LoadFromEnumerable(rows);
        var model = Estimator(new() { CodeSize = 4, Sparsity = CodeSparsity.TopK(1), Epochs = 3, ScoreColumnName = "Score", AnomalyShare = 0.2f, ExampleWeightColumnName = "Weight" }).Fit(data);
        var made = model.Transform(data);
        var share = made.GetColumn<bool>("PredictedLabel").Zip(rows, (isAnomaly, row) => isAnomaly ? row.Weight : 0).Sum() / rows.Sum(row => row.Weight);
        Assert.IsInRange(0.2f - 9f / 500, 0.2f, share);
        Assert.AreNotEqual(20, made.GetColumn<bool>("PredictedLabel").Count(isAnomaly => isAnomaly));
    }

    [TestMethod]
    public void Messages_name_what_an_autoencoder_has()
    {
        var data = TinyTraining.Circles(_mlContext);
        var model = Estimator(new() { CodeSize = 4, Sparsity = CodeSparsity.TopK(2), Epochs = 1 }).Fit(data);
        var other = _mlContext.Transforms.CopyColumns("Other", "Features").Append(_mlContext.Transforms.DropColumns("Features")).Fit(data).Transform(data);
        Assert.StartsWith(
            "the model's inputColumnName must name a column of the data; received \"Features\".", Assert.ThrowsExactly<ArgumentException>(() => AutoencoderReport.Create(model, other)).Message);
        var diverged = Assert.ThrowsExactly<TrainingDivergedException>(
            () => Estimator(new() { CodeSize = 4, Sparsity = CodeSparsity.L2(), Epochs = 50, Optimizer = Optimizer.Sgd(0.9f), LearningRate = 1e10f }).Fit(data));
        Assert.EndsWith("A smaller learningRate, normalized features or a weaker sparsity usually helps.", diverged.Message);
        var weights = Estimator(new() { CodeSize = 4, Sparsity = CodeSparsity.L1(), Epochs = 1 }).Fit(data).GetWeights();
        Array.Fill(weights[2].Values, -100);
        Assert.Contains(
            "learns nothing. A weaker sparsity, or ActivityPenaltySchedule.WarmUp, usually helps.",
            Warnings(data, new() { CodeSize = 4, Sparsity = CodeSparsity.L1(), Epochs = 1, InitialWeights = weights }));
        Assert.AreEqual("L1(0.05)", CodeSparsity.L1(0.05f).ToString());
        Assert.AreEqual("L2(0.01, BatchSum)", CodeSparsity.L2(reduction: ActivityReduction.BatchSum).ToString());
        Assert.AreEqual("KullbackLeibler(Target = 0.1, Strength = 2)", CodeSparsity.KullbackLeibler(0.1f, 2).ToString());
        Assert.AreEqual(1, AutoencoderReport.Stability(model, model), 1e-6);
        Assert.IsLessThanOrEqualTo(1, AutoencoderReport.Stability(model, model));
    }

    /// <summary>A checkpoint says which options differ, and nothing of weights that nobody gave.</summary>
    [TestMethod]
    public void A_checkpoint_of_other_options_names_them()
    {
        using var folder = new TemporaryFolder();
        var data = TinyTraining.Circles(_mlContext);
        SparseAutoencoderOptions Options(int k, PreBias preBias = PreBias.Mean) => new()
        {
            CodeSize = 6,
            Sparsity = CodeSparsity.TopK(k),
            PreBias = preBias,
            Epochs = 3,
            CheckpointPath = folder["checkpoint"],
            CheckpointEpochs = 1,
        };
        var options = Options(2);
        options.OnEpochEnd = epoch => _ = epoch.Metrics.Epoch == 2 ? throw new TimeZoneNotFoundException() : 0;
        Assert.ThrowsExactly<TimeZoneNotFoundException>(() => Estimator(options).Fit(data));
        Assert.Contains(" another training. layers[1].sparsity.k: 2 in the checkpoint, 3 now. Delete", Refusal(Options(3)));
        Assert.Contains(" another training. first weights, by preBias and the rows: ", Refusal(Options(2, PreBias.GeometricMedian)));

        string Refusal(SparseAutoencoderOptions other) => Assert.ThrowsExactly<InvalidOperationException>(() => Estimator(other).Fit(data)).Message;
    }

    [TestMethod]
    public void Norms_that_cannot_be_held_are_warned_of()
    {
        const string Warning = "The decoder's columns are not held at norm 1: behind the code no dense layer comes first. Begin the decoder with Layer.Dense.";
        var data = TinyTraining.Circles(_mlContext);
        Assert.IsTrue(Warns(Options(CodeSparsity.L1(), Layer.BatchNorm(), Layer.Dense(5))));
        Assert.IsFalse(Warns(Options(CodeSparsity.L2(), Layer.BatchNorm(), Layer.Dense(5))));
        Assert.IsFalse(Warns(Options(CodeSparsity.L1(), Layer.Dense(5).Frozen(), Layer.BatchNorm())));
        var tied = Options(CodeSparsity.L1());
        tied.TiedWeights = true;
        Assert.IsFalse(Warns(tied));

        // One epoch of a decoder with hidden layers ends worse than the mean, which is another warning.
        bool Warns(SparseAutoencoderOptions options) => Warnings(data, options).Split('\n').Contains(Warning);

        static SparseAutoencoderOptions Options(CodeSparsity sparsity, params Layer[] decoder) =>
            new() { CodeSize = 4, Sparsity = sparsity, Decoder = decoder, Epochs = 1, BatchSize = 10 };
    }

    private static string Warnings(IDataView data, SparseAutoencoderOptions options)
    {
        var mlContext = new MLContext(seed: 1);
        var warnings = new List<string>();
        mlContext.Log += (_, entry) =>
        {
            if (entry.Kind == Microsoft.ML.Runtime.ChannelMessageKind.Warning)
                warnings.Add(entry.RawMessage);
        };
        mlContext.Transforms.SparseAutoencoder(options).Fit(data);
        return string.Join('\n', warnings);
    }

    [TestMethod]
    public void What_cannot_be_is_refused()
    {
        Refused("codeSize must be at least 1; received 0.", new() { CodeSize = 0 });
        Refused("sparsity must keep at most the 4 units of the code; received TopK(8).", new() { CodeSize = 4, Sparsity = CodeSparsity.TopK(8) });
        Refused("sparsity must have at most the 4 units of the code on; received JumpRelu(5).", new() { CodeSize = 4, Sparsity = CodeSparsity.JumpRelu(5) });
        Refused("noise must be finite and at least 0; received -1.", new() { Noise = -1 });
        Refused("anomalyShare must be above 0 and below 1; received 1.", new() { AnomalyShare = 1 });
        Refused("anomalyShare must be left as it is without a scoreColumnName; received 0.1.", new() { AnomalyShare = 0.1f });
        Refused("predictedLabelColumnName must be left as it is without a scoreColumnName; received \"Anomaly\".", new() { PredictedLabelColumnName = "Anomaly" });
        Refused("outputColumnName must name a column; received \"\".", new() { OutputColumnName = "" });
        Refused("the columns to make must have names of their own; received \"Code\" twice.", new() { ScoreColumnName = "Code" });
        Refused(
            "encoder must end in units for the code, as Flatten, a global pooling or a recurrent layer's last output gives them; received [timesteps, features].",
            new() { InputShape = [2, 2], Encoder = [Layer.Gru(3, returnSequences: true)] });
        Refused("encoder must end in units for the code, as Flatten, a global pooling or a recurrent layer's last output gives them; received [timesteps, features].", new() { InputShape = [2, 2] });
        Refused("encoder[0] (Conv2D) must get an image, [height, width, channels]; received [units].", new() { Encoder = [Layer.Conv2D(3, 2)] });
        Refused("decoder[1] must be given; received null.", new() { Decoder = [Layer.Dense(3), null!] });
        Refused(
            "tiedWeights must be left out beside layers of the encoder or decoder, or an inputShape of several dimensions; received True.",
            new() { TiedWeights = true, Encoder = [Layer.Dense(3)] });
        Refused("activityPenaltySchedule must come with a sparsity that is a penalty, or a layer that has one; received WarmUp(Epochs = 3).", new() { ActivityPenaltySchedule = ActivityPenaltySchedule.WarmUp(3) });
        Refused("batchSize must be at least 1; received 0.", new() { BatchSize = 0 });
        const string AsTheyAre = "must not read features as they are, for an autoencoder centres and scales them";
        Refused($"encoder[0] {AsTheyAre}; received Masking.", new() { InputShape = [4, 2], Encoder = [Layer.Masking(), Layer.Gru(3)] });
        Refused($"encoder[0] {AsTheyAre}; received Embedding.", new() { Encoder = [Layer.Embedding(9, 2), Layer.Gru(3)] });
        var data = TinyTraining.Circles(_mlContext);
        Fails("inputShape must have 2 values, like column \"Features\"; received [3].", new() { InputShape = [3] });
        Fails("decoder must end in units, or in [2, 1] like the features; received [3, 2].", new()
        {
            InputShape = [2, 1],
            Encoder = [Layer.Flatten()],
            Decoder = [Layer.Dense(6), Layer.Reshape(3, 2)],
        });

        void Fails(string message, SparseAutoencoderOptions options) =>
            Assert.AreEqual(message, Assert.Throws<ArgumentException>(() => Estimator(options).Fit(data)).Message);

        void Refused(string message, SparseAutoencoderOptions options) =>
            Assert.AreEqual(message, Assert.Throws<ArgumentException>(() => Estimator(options)).Message);
    }

    private SparseAutoencoderEstimator Estimator(SparseAutoencoderOptions options) => _mlContext.Transforms.SparseAutoencoder(options);

    private IDataView Digits() => RealData.Digits(_mlContext);

    private void Check(SparseAutoencoderEstimator estimator, IDataView data) => EstimatorChecks.Run(_mlContext, estimator, data, new EstimatorCheckOptions
    {
        TransformOnlyInputs = [],
        FitOnlyInputs = [],
        InvalidInputs = [BadInputs.WithoutColumn(data, "Features"), BadInputs.WithColumnType(data, "Features", DataKind.Boolean)],
    });

    private sealed class WeightedRow
    {
        [VectorType(3)]
        public float[] Features { get; set; } = [];

        public float Weight { get; set; }
    }
}
