using System.Reflection;
using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>Every option of an autoencoder, by reflection: what it may be trains, matters and comes back from a file; what it may not is refused in these words.</summary>
[TestClass]
public sealed class SparseAutoencoderOptionsTests
{
    private static readonly MLContext MLContext = new(seed: 1);

    private static readonly Dictionary<string, Case> Cases = new()
    {
        ["OutputColumnName"] = new(o => o.OutputColumnName = "Other", o => o.OutputColumnName = " ", "outputColumnName must name a column; received \" \"."),
        ["InputColumnName"] = new(o => o.InputColumnName = "Again", o => o.InputColumnName = "", "inputColumnName must name a column; received \"\"."),
        ["ReconstructionColumnName"] = new(
            o => o.ReconstructionColumnName = "R", o => o.ReconstructionColumnName = "", "reconstructionColumnName must name a column; received \"\"."),
        ["ScoreColumnName"] = new(o => o.ScoreColumnName = "S", o => o.ScoreColumnName = "", "scoreColumnName must name a column; received \"\"."),
        ["PredictedLabelColumnName"] = new(
            o => (o.ScoreColumnName, o.PredictedLabelColumnName) = ("S", "P"), o => o.PredictedLabelColumnName = "",
            "predictedLabelColumnName must name a column; received \"\"."),
        ["AnomalyShare"] = new(o => (o.ScoreColumnName, o.AnomalyShare) = ("S", 0.5f), o => o.AnomalyShare = 0, "anomalyShare must be above 0 and below 1; received 0."),
        ["CodeSize"] = new(o => o.CodeSize = 5, o => o.CodeSize = -1, "codeSize must be at least 1; received -1."),
        ["Sparsity"] = new(
            o => o.Sparsity = CodeSparsity.L1(), o => o.Sparsity = CodeSparsity.TopK(7), "sparsity must keep at most the 6 units of the code; received TopK(7)."),
        ["Encoder"] = new(
            o => o.Encoder = [Layer.Dense(4, Activation.Tanh)], o => o.Encoder = [Layer.Gru(3)],
            "encoder[0] (Gru) must get a sequence, [timesteps, features]; received [units]."),
        ["Decoder"] = new(o => o.Decoder = [Layer.Dense(4, Activation.Tanh)], o => o.Decoder = null!, "decoder must be given; received null."),
        ["InputShape"] = new(
            o => (o.InputShape, o.Encoder) = ([2, 1], [Layer.SimpleRnn(3)]), o => o.InputShape = [0], "inputShape must have dimensions of at least 1; received [0]."),
        ["TiedWeights"] = new(
            o => o.TiedWeights = true, o => (o.TiedWeights, o.Decoder) = (true, [Layer.Dense(3)]),
            "tiedWeights must be left out beside layers of the encoder or decoder, or an inputShape of several dimensions; received True."),
        ["Noise"] = new(o => o.Noise = 0.2f, o => o.Noise = float.NaN, "noise must be finite and at least 0; received NaN."),
        ["PreBias"] = new(o => o.PreBias = PreBias.GeometricMedian, o => o.PreBias = (PreBias)7, "preBias must be one of Mean, GeometricMedian; received 7."),
        ["ExampleWeightColumnName"] = new(
            o => o.ExampleWeightColumnName = "Weight", o => o.ExampleWeightColumnName = "", "exampleWeightColumnName must name a column; received \"\"."),
        ["Epochs"] = new(o => o.Epochs = 3, o => o.Epochs = 0, "epochs must be at least 1; received 0."),
        ["BatchSize"] = new(o => o.BatchSize = 3, o => o.BatchSize = 0, "batchSize must be at least 1; received 0."),
        ["LearningRate"] = new(o => o.LearningRate = 0.1f, o => o.LearningRate = 0, "learningRate must be finite and greater than 0; received 0."),
        ["LearningRateSchedule"] = new(o => o.LearningRateSchedule = LearningRateSchedule.Exponential(0.5)),
        ["Optimizer"] = new(o => o.Optimizer = Optimizer.Sgd()),
        ["GradientClipping"] = new(o => o.GradientClipping = GradientClipping.ByGlobalNorm(0.01f)),
        ["KernelRegularizer"] = new(o => o.KernelRegularizer = KernelRegularizer.L2(0.1f)),
        ["ActivityPenaltySchedule"] = new(
            o => (o.Sparsity, o.ActivityPenaltySchedule) = (CodeSparsity.L1(1), ActivityPenaltySchedule.WarmUp(2)),
            o => o.ActivityPenaltySchedule = ActivityPenaltySchedule.WarmUp(2),
            "activityPenaltySchedule must come with a sparsity that is a penalty, or a layer that has one; received WarmUp(Epochs = 2)."),
        ["Shuffle"] = new(o => o.Shuffle = false),
        ["Seed"] = new(o => o.Seed = 5),
        ["ValidationSet"] = new(
            o => o.ValidationSet = Rows(9), o => (o.ValidationSet, o.ValidationFraction) = (Rows(9), 0.5f), "validationFraction must be 0 beside a validationSet; received 0.5."),
        ["ValidationFraction"] = new(o => o.ValidationFraction = 0.3f, o => o.ValidationFraction = 1, "validationFraction must be at least 0 and below 1; received 1."),
        ["ValidationRows"] = new(
            o => (o.ValidationFraction, o.ValidationRows) = (0.3f, ValidationRows.Last), o => o.ValidationRows = ValidationRows.Last,
            "validationRows must be left as it is without a validationFraction; received Last."),
        ["SamplingKeyColumnName"] = new(
            o => (o.ValidationFraction, o.SamplingKeyColumnName) = (0.5f, "Group"), o => o.SamplingKeyColumnName = "Group",
            "samplingKeyColumnName must be left out without a validationFraction; received \"Group\"."),
        ["Augmentation"] = new(o => o.Augmentation = (features, random) => features[0] += random.NextSingle()),
        ["EarlyStopping"] = new(
            o => (o.ValidationFraction, o.EarlyStopping) = (0.3f, new EarlyStopping(patience: 1, minDelta: 10)),
            o => o.EarlyStopping = new EarlyStopping(TrainingMetric.ValidationAuc), "earlyStopping.monitor must be a loss in an autoencoder; received ValidationAuc."),
        ["TimeLimit"] = new(o => o.TimeLimit = TimeSpan.FromHours(1), o => o.TimeLimit = TimeSpan.Zero, "timeLimit must be greater than 0; received 00:00:00.", Matters: false),
        ["OnEpochEnd"] = new(o => o.OnEpochEnd = epoch => epoch.Stop = true),
        ["InitialWeights"] = new(
            o => o.InitialWeights = Estimator(new() { Seed = 3 }).Fit(Rows(40)).GetWeights(), o => o.InitialWeights = [new WeightTensor("a", [1], [float.NaN])],
            "initialWeights[0].values[0] must be finite; received NaN."),
        ["Engine"] = new(o => o.Engine = TrainingEngine.Torch, o => o.Engine = (TrainingEngine)9, "engine must be one of Auto, Fused, Torch; received 9.", Matters: false),
        ["TorchThreads"] = new(o => o.TorchThreads = 1, o => o.TorchThreads = 0, "torchThreads must be at least 1; received 0.", Matters: false),
        ["CacheInMemory"] = new(o => (o.CacheInMemory, o.BatchSize) = (false, 7)),
        ["CancellationToken"] = new(o => o.CancellationToken = new CancellationTokenSource().Token, Matters: false),
        ["OnCancellation"] = new(o => o.OnCancellation = CancellationBehavior.KeepBest, Matters: false),
        ["CheckpointPath"] = new(o => o.CheckpointPath = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), Matters: false),
        ["CheckpointEpochs"] = new(
            o => (o.CheckpointPath, o.CheckpointEpochs) = (Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), 1), o => o.CheckpointEpochs = 1,
            "checkpointEpochs must be left out without a checkpointPath; received 1.", Matters: false),
        ["OnCheckpointFailure"] = new(o => o.OnCheckpointFailure = CheckpointFailureBehavior.Throw, Matters: false),
    };

    public static IEnumerable<object[]> Names =>
        typeof(SparseAutoencoderOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(option => new object[] { option.Name });

    [TestMethod]
    public void None_is_without_an_entry() => CollectionAssert.AreEquivalent(Names.Select(name => (string)name[0]).ToArray(), Cases.Keys);

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void What_it_may_be_trains_matters_and_comes_back(string name)
    {
        var data = Rows(40);
        var options = Small();
        Cases[name].Set(options);
        var model = Estimator(options).Fit(data);
        var values = Values(model, data);
        Assert.IsTrue(values.All(float.IsFinite));
        TinyTraining.AreEqual(values, Values(SavedModel.Reload(new MLContext(), model, data.Schema), data));
        if (Cases[name].Matters)
            Assert.AreNotEqual(Text(Estimator(Small()).Fit(data), data), Text(model, data));
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void What_it_may_not_be_is_refused(string name)
    {
        var options = Small();
        Cases[name].SetWrong?.Invoke(options);
        if (Cases[name].Message is { } message)
            Assert.AreEqual(message, Assert.Throws<ArgumentException>(() => Estimator(options)).Message);
    }

    private static SparseAutoencoderOptions Small() => new() { CodeSize = 6, Sparsity = CodeSparsity.TopK(2), Epochs = 2, BatchSize = 8 };

    private static SparseAutoencoderEstimator Estimator(SparseAutoencoderOptions options)
    {
        if (options.CodeSize == SparseAutoencoderOptions.DefaultCodeSize)
            (options.CodeSize, options.Sparsity, options.Epochs) = (6, CodeSparsity.TopK(2), 2);
        return MLContext.Transforms.SparseAutoencoder(options);
    }

    private static IDataView Rows(int count)
    {
        var random = new Random(1);
        return MLContext.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(i => new Row
        {
            Features = Numbers.Array(random, 2),
            Again = Numbers.Array(random, 2),
            Weight = 1 + i % 3,
            Group = $"{i / 4}",
        }).ToArray());
    }

    /// <summary>All numbers that it makes.</summary>
    private static float[] Values(ITransformer model, IDataView data)
    {
        var rows = model.Transform(data);
        return
        [
            .. rows.Schema.Where(column => data.Schema.GetColumnOrNull(column.Name) == null).SelectMany(column =>
                column.Type is VectorDataViewType ? rows.GetColumn<float[]>(column).SelectMany(row => row)
                : column.Type == NumberDataViewType.Single ? rows.GetColumn<float>(column) : rows.GetColumn<bool>(column).Select(value => value ? 1f : 0)),
        ];
    }

    private static string Text(SparseAutoencoderTransformer model, IDataView data) =>
        $"{model.ScoreThreshold} {string.Join(' ', model.Transform(data).Schema)} {string.Join(' ', Values(model, data))} {string.Join(' ', model.History.Select(epoch => epoch.ValidationLoss))}";

    private sealed record Case(Action<SparseAutoencoderOptions> Set, Action<SparseAutoencoderOptions>? SetWrong = null, string? Message = null, bool Matters = true);

    private sealed class Row
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        [VectorType(2)]
        public float[] Again { get; set; } = [];

        public float Weight { get; set; }

        public string Group { get; set; } = "";
    }
}
