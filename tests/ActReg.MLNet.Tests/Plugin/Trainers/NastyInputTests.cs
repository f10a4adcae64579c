using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>What users do to trainers without meaning to.</summary>
[TestClass]
public sealed class NastyInputTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    /// <summary>ML.NET hands on whatever a property holds, a null as no values at all, which would pass for zeros.</summary>
    [TestMethod]
    [DataRow(null, 0)]
    [DataRow(new float[] { 1 }, 1)]
    [DataRow(new float[] { 1, 2, 3 }, 3)]
    public void A_row_of_another_length_than_its_type_says_is_an_error_that_says_so(float[]? features, int length)
    {
        var data = Data.Binary(_mlContext, 2, [1, 2, 3, 4], [true, false]);
        var rows = _mlContext.Data.LoadFromEnumerable<Point>([new() { Features = [1, 2] }, new() { Features = features! }]);
        var message = $"column \"Features\" must have 2 values in every row, as its type says; received {length}.";
        var network = TinyTraining.Trainer(_mlContext).Fit(data).Network();

        Assert.AreEqual(message, Assert.ThrowsExactly<InvalidOperationException>(() => TinyTraining.Trainer(_mlContext).Fit(rows)).Message);
        Assert.AreEqual(message, Assert.ThrowsExactly<InvalidOperationException>(() => SparsityReport.Create(network, rows)).Message);
    }

    [TestMethod]
    [DataRow(null, 0)]
    [DataRow(new float[] { 1, 2, 3 }, 3)]
    public void So_it_is_when_predicting(float[]? features, int length)
    {
        using var engine = _mlContext.Model.CreatePredictionEngine<Point, Scored>(TinyTraining.Fit());
        var error = Assert.ThrowsExactly<ArgumentException>(() => engine.Predict(new Point { Features = features! }));
        Assert.AreEqual($"features must have 2 values; received {length}.", error.Message);
    }

    [TestMethod]
    public void One_row_of_one_feature_trains()
    {
        var data = Data.Binary(_mlContext, 1, [1], [true]);
        Assert.IsTrue(float.IsFinite(TinyTraining.Trainer(_mlContext).Fit(data).Scores(data).Single()));
    }

    [TestMethod]
    public void Five_thousand_sparse_features_train()
    {
        var rows = Enumerable.Range(0, 40).Select(i => new WidePoint
        {
            Label = i % 2 == 0,
            Features = new VBuffer<float>(5000, 2, [1, 1], [i % 2, 100 + i]),
        }).ToList();
        var data = _mlContext.Data.LoadFromEnumerable(rows);
        var options = TinyTraining.Options();
        options.Epochs = 30;
        var model = TinyTraining.Trainer(_mlContext, options).Fit(data);
        Assert.AreEqual(1, _mlContext.BinaryClassification.Evaluate(model.Transform(data)).Accuracy);
    }

    /// <summary>Products of such features leave the range of float; whether that shows as a score or as divergence is arithmetic.</summary>
    [TestMethod]
    public void Features_at_the_edge_of_float_end_in_a_model_or_a_clear_error()
    {
        var data = Data.Binary(_mlContext, 2, [1e38f, -1e38f, 3e38f, 3e38f, 1e-45f, 0, 1, 1], [true, false, true, false]);
        foreach (var activation in new[] { Activation.Relu, Activation.Tanh, Activation.Gelu(), Activation.Elu() })
        {
            var options = TinyTraining.Options();
            options.Layers = [Layer.Dense(8, activation, ActivityRegularizer.L2())];
            try
            {
                Assert.HasCount(4, TinyTraining.Trainer(_mlContext, options).Fit(data).Scores(data));
            }
            catch (InvalidOperationException e)
            {
                Assert.StartsWith("Training diverged", e.Message);
            }
        }
    }

    [TestMethod]
    public void The_most_epochs_and_the_largest_batch_cost_no_memory()
    {
        var options = TinyTraining.Options();
        options.Epochs = int.MaxValue;
        options.BatchSize = int.MaxValue;
        options.OnEpochEnd = epoch => epoch.Stop = true;
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.HasCount(1, TinyTraining.Fit(options).Network().History);
        Assert.IsLessThan(16 << 20, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public void More_units_than_fit_in_memory_are_refused_before_any_row_is_read()
    {
        var unreadable = new StubDataView(TinyTraining.Circles(_mlContext)) { CursorWith = _ => throw new AssertFailedException("read") };
        foreach (var (layer, units) in new (int Layer, int[] Units)[] { (0, [int.MaxValue]), (1, [100_000, 100_000]), (1, [1, int.MaxValue, 1]) })
        {
            var error = Assert.ThrowsExactly<ArgumentException>(
                () => _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(hiddenUnits: units).Fit(unreadable));
            Assert.AreEqual(
                $"layers[{layer}] (Dense) has more weights or outputs than the {AlignedBuffer.MaxLength} that one network can have.",
                error.Message);
        }
    }

    /// <summary>Its file would be refused.</summary>
    [TestMethod]
    public void What_a_model_file_has_no_room_for_is_refused_before_any_row_is_read()
    {
        var unreadable = new StubDataView(TinyTraining.Circles(_mlContext)) { CursorWith = _ => throw new AssertFailedException("read") };
        var options = TinyTraining.Options();
        options.Layers = [.. Enumerable.Repeat(Layer.Dense(1, Activation.Tanh, ActivityRegularizer.Custom(new string('x', 1000), a => a.sum(1))), 5000)];
        var error = Assert.ThrowsExactly<ArgumentException>(() => TinyTraining.Trainer(_mlContext, options).Fit(unreadable));
        Assert.MatchesRegex("^layers must take at most 4194304 bytes in a model file; received [5-9][0-9]{6}[.]$", error.Message);
    }

    [TestMethod]
    public void Weights_that_do_not_fit_are_refused_before_any_row_is_read()
    {
        var unreadable = new StubDataView(TinyTraining.Circles(_mlContext)) { CursorWith = _ => throw new AssertFailedException("read") };
        var options = TinyTraining.Options();
        options.InitialWeights = [];
        Assert.ThrowsExactly<ArgumentException>(() => TinyTraining.Trainer(_mlContext, options).Fit(unreadable));
    }

    [TestMethod]
    [DataRow("Features", "Features", null, "label column 'Features'")]
    [DataRow("Label", "Label", null, "feature column 'Label'")]
    [DataRow("Label", "Features", "Label", "weight column 'Label'")]
    [DataRow("label", "Features", null, "label column 'label'")]
    [DataRow("Label", "Features", "Missing", "weight column 'Missing'")]
    public void One_column_in_two_roles_or_in_another_case_is_refused_by_name(
        string label, string features, string? weight, string message)
    {
        var trainer = _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(label, features, weight);
        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => trainer.Fit(TinyTraining.Circles(_mlContext)));
        Assert.Contains(message, error.Message);
    }

    /// <summary>Of columns with one name the last counts, as everywhere in ML.NET.</summary>
    [TestMethod]
    public void Hidden_columns_of_the_same_names_do_not_matter()
    {
        var data = Data.Binary(_mlContext, 2, [1, 2, 3, 4, -1, 0], [true, false, true]);
        var overwritten = _mlContext.Transforms.CopyColumns("Kept", "Features")
            .Append(_mlContext.Transforms.Concatenate("Features", "Features", "Weight"))
            .Append(_mlContext.Transforms.CopyColumns("Features", "Kept"))
            .Fit(data).Transform(data);
        Assert.HasCount(3, overwritten.Schema.Where(column => column.Name == "Features"));
        TinyTraining.AreEqual(
            TinyTraining.Trainer(_mlContext).Fit(data).AllWeights(), TinyTraining.Trainer(_mlContext).Fit(overwritten).AllWeights());
    }

    [TestMethod]
    public void Scoring_what_is_scored_replaces_the_columns()
    {
        var data = TinyTraining.Circles(_mlContext);
        var model = TinyTraining.Fit();
        TinyTraining.AreEqual(model.Scores(data), model.Scores(model.Transform(data)));
    }

    [TestMethod]
    public void Cursors_can_be_disposed_early_and_twice()
    {
        var scored = TinyTraining.Fit().Transform(TinyTraining.Circles(_mlContext));
        var cursor = scored.GetRowCursor(scored.Schema);
        var getter = cursor.GetGetter<float>(scored.Schema["Score"]);
        float score = 0;
        Assert.ThrowsExactly<InvalidOperationException>(() => getter(ref score));
        Assert.IsTrue(cursor.MoveNext());
        getter(ref score);
        Assert.AreNotEqual(0, score);
        cursor.Dispose();
        cursor.Dispose();
    }

    /// <summary>Training closes what it opens, also when it fails.</summary>
    [TestMethod]
    [DataRow(1f, false)]
    [DataRow(float.NaN, true)]
    public void The_training_cursor_is_disposed(float feature, bool fails)
    {
        var disposed = 0;
        var data = new StubDataView(Data.Binary(_mlContext, 1, [feature], [true]))
        {
            CursorWith = cursor => new StubCursor(cursor) { OnDispose = () => disposed++ },
        };
        if (fails)
            Assert.ThrowsExactly<InvalidOperationException>(() => TinyTraining.Trainer(_mlContext).Fit(data));
        else
            TinyTraining.Trainer(_mlContext).Fit(data);
        Assert.AreEqual(1, disposed);
    }

    private sealed class Point
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }

    private sealed class WidePoint
    {
        [VectorType(5000)]
        public VBuffer<float> Features { get; set; }

        public bool Label { get; set; }
    }

    private sealed class Scored
    {
        public float Score { get; set; }
    }
}
