using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>A streamed training that was interrupted and went on ends as one that was not, bit for bit.</summary>
[TestClass]
public sealed class StreamedCheckpointTests : IDisposable
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow(TrainingEngine.Fused, false)]
    [DataRow(TrainingEngine.Fused, true)]
    [DataRow(TrainingEngine.Torch, false)]
    public void After_any_epoch(TrainingEngine engine, bool canShuffle)
    {
        var data = StreamedTraining.Data(_mlContext);
        data = canShuffle ? _mlContext.Data.Cache(data) : data;
        var options = Options();
        options.Engine = engine;
        var expected = Fit(data, options);
        for (var epoch = 2; epoch <= options.Epochs; epoch++)
        {
            DieAfter(epoch, data, options);
            var resumed = Fit(data, options);
            TinyTraining.AreEqual(expected.AllWeights(), resumed.AllWeights());
            TinyTraining.AreEqual(expected.History, resumed.History);
        }
    }

    [TestMethod]
    [DataRow("training set", "other rows")]
    [DataRow("training set", "weights")]
    [DataRow("training set", "cached")]
    [DataRow("training set", "buffer")]
    [DataRow("training set", "shuffling view")]
    [DataRow("validation set", "validation")]
    [DataRow("classWeights", "class weights")]
    public void Another_training_is_refused(string part, string what)
    {
        var data = StreamedTraining.Data(_mlContext);
        var options = Options();
        DieAfter(2, data, options);
        options.ValidationSet = what == "validation" ? StreamedTraining.Data(_mlContext, seed: 3) : options.ValidationSet;
        options.ExampleWeightColumnName = what == "weights" ? null : options.ExampleWeightColumnName;
        options.CacheInMemory = what == "cached";
        options.StreamingSizes = what == "buffer" ? new StreamingSizes() : options.StreamingSizes;
        options.ClassWeights = what == "class weights" ? ClassWeights.Balanced : null;
        var other = what == "other rows" ? StreamedTraining.Data(_mlContext, seed: 4) : data;
        var error = Assert.ThrowsExactly<InvalidOperationException>(
            () => Fit(what == "shuffling view" ? _mlContext.Data.Cache(other) : other, options)).Message;
        Assert.Contains($"holds the checkpoint of another training. {part}: ", error);
    }

    /// <summary>The option is none of the settings, so it must be seen in the rows.</summary>
    [TestMethod]
    public void So_are_labels_on_another_scale()
    {
        var set = TrainingSets.Create(new Random(1), 60, 2) with { Targets = new(1, Numbers.Array(new Random(2), 60, 5)) };
        var data = Data.Regression(_mlContext, set);
        var options = Options();
        options.ValidationSet = data;
        options.OnEpochEnd = epoch => Die(2, epoch);
        Assert.ThrowsExactly<TimeZoneNotFoundException>(Fit);
        options.StandardizeLabels = false;
        Assert.Contains("labels as they are", Assert.ThrowsExactly<InvalidOperationException>(Fit).Message);

        void Fit() => _mlContext.Regression.Trainers.ActivityRegularizedMlp(options).Fit(data);
    }

    private ActivityRegularizedMlpOptions Options()
    {
        var options = StreamedTraining.Options();
        options.Epochs = 5;
        options.CheckpointPath = _folder["checkpoint"];
        options.CheckpointEpochs = 1;
        options.ValidationSet = StreamedTraining.Data(_mlContext, rows: 20, seed: 2);
        return options;
    }

    private NetworkModelParameters Fit(IDataView data, ActivityRegularizedMlpOptions options) =>
        TinyTraining.Trainer(_mlContext, options).Fit(data).Network();

    private void DieAfter(int epoch, IDataView data, ActivityRegularizedMlpOptions options)
    {
        options.OnEpochEnd = end => Die(epoch, end);
        Assert.ThrowsExactly<TimeZoneNotFoundException>(() => Fit(data, options));
        options.OnEpochEnd = null;
    }

    private static void Die(int epoch, EpochEnd end)
    {
        if (end.Metrics.Epoch == epoch)
            throw new TimeZoneNotFoundException();
    }
}
