using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary><c>Score</c> of many rows gives what <c>Transform</c> gives.</summary>
[TestClass]
public sealed class BulkScoreTests
{
    private const string Remedy = " Give it what the transforms before the trainer make of it, as they were fitted for the training.";

    private const int Inputs = 5;

    // Three whole blocks and a part of one.
    private const int Rows = 3 * 256 + 77;

    private readonly MLContext _mlContext = new(seed: 1);
    private readonly float[] _features = Numbers.Array(new Random(1), Rows * Inputs, 2);

    public BulkScoreTests()
    {
        _features[3 * Inputs] = float.NaN;
        _features[300 * Inputs + 4] = float.PositiveInfinity;
        _features[^1] = float.NegativeInfinity;
    }

    [TestMethod]
    public void Binary_scores_are_the_logits_of_Transform()
    {
        var model = _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(Options()).Fit(Binary());
        AssertScores(model.Model.SubModel, [.. model.Transform(Binary()).GetColumn<float>("Score")]);
    }

    [TestMethod]
    public void Regression_scores_are_in_the_label_s_own_units()
    {
        var model = _mlContext.Regression.Trainers.ActivityRegularizedMlp(Options()).Fit(View(i => 7f * i));
        AssertScores(model.Model, [.. model.Transform(Binary()).GetColumn<float>("Score")]);
    }

    [TestMethod]
    public void Multiclass_scores_are_the_probabilities_class_by_class()
    {
        var rows = View(i => $"class {i % 3}");
        var data = _mlContext.Transforms.Conversion.MapValueToKey("Label").Fit(rows).Transform(rows);
        var model = _mlContext.MulticlassClassification.Trainers.ActivityRegularizedMlp(Options()).Fit(data);
        var expected = model.Transform(data).GetColumn<float[]>("Score").ToArray();
        AssertScores(model.Model, [.. expected.SelectMany(scores => scores)]);
        AssertSameBits(expected, model.Model.Score(data));
    }

    [TestMethod]
    public void A_data_set_is_scored_dense_or_sparse_in_its_order()
    {
        var data = SampleData.Regression(_mlContext);
        var options = Options();
        options.Layers = [Layer.Dense(140, Activation.Relu), Layer.Dense(130, Activation.Relu)];
        var model = _mlContext.Regression.Trainers.ActivityRegularizedMlp(options).Fit(data);
        var rows = data.GetColumn<VBuffer<float>>("Features");
        Assert.IsTrue(rows.Any(row => row.IsDense) && rows.Any(row => !row.IsDense) && rows.Any(row => !row.GetValues().ToArray().All(float.IsFinite)));

        AssertSameBits(model.Transform(data).GetColumn<float>("Score"), model.Model.Score(data));
    }

    [TestMethod]
    public void Wide_sparse_rows_are_scored_by_the_values_that_they_have()
    {
        const int Width = 50_000;
        var random = new Random(1);
        var model = Networks.Random(Width, [Layer.Dense(9, Activation.Relu), Layer.Dense(3)], random).ToModel();
        var schema = SchemaDefinition.Create(typeof(SparseRow));
        schema[0].ColumnType = new VectorDataViewType(NumberDataViewType.Single, Width);
        var data = _mlContext.Data.LoadFromEnumerable(
            Enumerable.Range(0, 30).Select(i => new SparseRow
            {
                Features = new VBuffer<float>(Width, 3, Numbers.Array(random, 3), [i, 100 + 7 * i, Width - 1 - i]),
            }).ToArray(), schema);
        float[] dense = [.. data.GetColumn<VBuffer<float>>("Features").SelectMany(row => row.DenseValues())];
        var expected = new float[30 * 3];
        model.Score(dense, expected);

        AssertSameBits(expected.Chunk(3), model.Score(data));
        Assert.AreNotEqual(expected[0], expected[3]);
    }

    [TestMethod]
    public void Threads_may_share_a_model()
    {
        var model = Model();
        var alone = Scores(model, _features);
        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            // Each its own number of rows.
            var features = _features[..((Rows - i) * Inputs)];
            AssertSameBits(alone[..(Rows - i)], Scores(model, features, 1 + i % 3));
        });
    }

    /// <summary>
    /// Two threads score without pause, and others wake up in between, some with buffers and some to take some: so one comes
    /// between any two instructions of another, even on one core.
    /// </summary>
    [TestMethod]
    public unsafe void Threads_take_and_give_back_buffers_one_after_the_other()
    {
        var scorer = new NetworkScorer(Networks.Of(1, [Layer.Dense(1)], [1], [0]));
        var bulk = new BulkScorer(scorer, (rows, features, outputs, scores) =>
        {
            if (outputs.Start[0] < 0)
                Thread.Sleep(1);
            scorer.WriteVectors(rows, features, outputs, scores);
        });
        var sleepy = Task.WhenAll(Enumerable.Range(1, 30).Select(i => Start(() =>
        {
            for (var time = 0; time < 600; time++)
            {
                Score(-i);
                Thread.Sleep(1);
            }
        })));
        var busy = Task.WhenAll(Enumerable.Range(1, 2).Select(i => Start(() =>
        {
            while (!sleepy.IsCompleted)
                Score(i);
        })));
        Task.WaitAll(sleepy, busy);

        void Score(float feature)
        {
            float score = 0;
            bulk.Score([feature], new Span<float>(ref score), maxDegreeOfParallelism: 1);
            if (score != feature)
                Assert.Fail($"{feature} scored {score}");
        }

        static Task Start(Action action) =>
            Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    [TestMethod]
    public void A_second_call_allocates_nothing()
    {
        var model = Model();
        var scores = new float[Rows];
        Assert.AreEqual(0, Allocations.Of(10, () => model.Score(_features, scores)));
    }

    [TestMethod]
    public void No_rows_have_no_scores()
    {
        var model = Model();
        model.Score([], []);
        model.Score([], [], maxDegreeOfParallelism: 4);
        Assert.IsEmpty(model.Score(_mlContext.Data.LoadFromEnumerable(Array.Empty<Row<bool>>())).ToArray());
    }

    [TestMethod]
    public void What_does_not_fit_is_refused()
    {
        var model = Model();
        Refused<ArgumentException>("features must be a multiple of 5 values, so many per row; received 11.", () => model.Score(new float[11], new float[2]));
        Refused<ArgumentException>("scores must be 2 values, 1 per row; received 3.", () => model.Score(new float[10], new float[3]));
        Refused<ArgumentException>("scores must be 0 values, 1 per row; received 1.", () => model.Score([], new float[1]));
        Refused<ArgumentException>("scores must not overlap features; received memory that does.", () =>
        {
            var memory = new float[10];
            model.Score(memory, memory.AsSpan(8));
        });
        Refused<ArgumentOutOfRangeException>(
            "maxDegreeOfParallelism must be at least 1; received 0. (Parameter 'maxDegreeOfParallelism')", () => model.Score([], [], 0));
        Refused<ArgumentException>("featureColumnName must name a column of the data; received \"Other\"." + Remedy, () => model.Score(Binary(), "Other"));
        Refused<ArgumentException>(
            "column \"Features\" must be a vector of 5 Single; received Vector<Single, 3>." + Remedy, () => model.Score(SampleData.Binary(_mlContext)));
    }

    private static void Refused<TException>(string message, Action action)
        where TException : Exception =>
        Assert.AreEqual(message, Assert.ThrowsExactly<TException>(action).Message);

    private static ActivityRegularizedMlpOptions Options()
    {
        var options = TinyTraining.Options();
        options.Layers = [Layer.Dense(200, Activation.Relu), Layer.BatchNorm(), Layer.Dense(30, Activation.Tanh)];
        options.Epochs = 1;
        return options;
    }

    private static float[] Scores<TOutput>(NetworkModelParametersBase<TOutput> model, float[] features, int threads = 1)
    {
        var outputs = model is MulticlassNetworkModelParameters multiclass ? multiclass.ClassCount : 1;
        var scores = new float[features.Length / model.InputSize * outputs];
        model.Score(features, scores, threads);
        return scores;
    }

    private static void AssertSameBits<T>(IEnumerable<T> expected, IEnumerable<T> actual)
    {
        static IEnumerable<int> Bits(IEnumerable<T> values) => values.SelectMany<T, float>(value => value is float[] many ? many : [(float)(object)value!])
            .Select(value => BitConverter.SingleToInt32Bits(float.IsNaN(value) ? float.NaN : value));

        TinyTraining.AreEqual(Bits(expected), Bits(actual));
    }

    private NetworkModelParameters Model() =>
        _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(Options()).Fit(Binary()).Model.SubModel;

    private void AssertScores<TOutput>(NetworkModelParametersBase<TOutput> model, float[] expected)
    {
        var perRow = expected.Length / Rows;
        Assert.AreEqual(3 * perRow, expected.Count(float.IsNaN));
        foreach (var threads in new[] { 1, 2, 5 })
            AssertSameBits(expected, Scores(model, _features, threads));
        if (model is NetworkModelParameters scalar)
            AssertSameBits(expected, scalar.Score(Binary()));
    }

    private IDataView Binary() => View(i => i % 2 == 0);

    /// <summary>The features, with a label.</summary>
    private IDataView View<TLabel>(Func<int, TLabel> label) => _mlContext.Data.LoadFromEnumerable(
        _features.Chunk(Inputs).Select((features, i) => new Row<TLabel> { Features = features, Label = label(i) }).ToArray());

    private sealed class Row<TLabel>
    {
        [VectorType(Inputs)]
        public float[] Features { get; set; } = [];

        public TLabel? Label { get; set; }
    }

    private sealed class SparseRow
    {
        public VBuffer<float> Features { get; set; }
    }
}
