using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>Trainings of streamed rows.</summary>
internal static class StreamedTraining
{
    /// <summary>
    /// So small that small sets fill the shuffle buffer and the slots many times: nine rows of two features, and one batch.
    /// </summary>
    public static readonly StreamingSizes SmallSizes = new() { ShuffleBytes = 9 * 16, SlotBytes = 1 };

    public static ActivityRegularizedMlpOptions Options(bool? cacheInMemory = false, bool shuffle = true)
    {
        var options = TinyTraining.Options();
        options.BatchSize = 7;
        options.ExampleWeightColumnName = "Weight";
        options.Shuffle = shuffle;
        options.CacheInMemory = cacheInMemory;
        options.StreamingSizes = SmallSizes;
        return options;
    }

    /// <summary>Columns Features, of two values, Label and Weight.</summary>
    public static IDataView Data(MLContext context, int rows = 60, int seed = 1)
    {
        var set = TrainingSets.Create(new Random(seed), rows, 2, weighted: true);
        return Tests.Data.Binary(context, set);
    }

    /// <summary>A view of the row numbers as features, and what of them the network gets to see, batch by batch.</summary>
    public static List<int[]> SeenRows(
        int rows, Action<ActivityRegularizedMlpOptions>? change = null, bool canShuffle = false, IDataView? validation = null,
        Func<MLContext, IDataView>? create = null)
    {
        var seen = new List<int[]>();
        var options = Options();
        options.ExampleWeightColumnName = null;
        options.StreamingSizes = options.StreamingSizes with { ShuffleBytes = 9 * 12 };
        options.Layers =
        [
            Layer.Activation(Activation.Linear, ActivityRegularizer.Custom("spy", a =>
            {
                seen.Add([.. a.data<float>().ToArray().Select(value => (int)value)]);
                return a.sum(1).mul(TorchSharp.torch.zeros(1));
            })),
        ];
        options.LearningRate = 1e-6f;
        change?.Invoke(options);
        var context = new MLContext(seed: 1);
        // ML.NET's cached views can shuffle, views of files and enumerables mostly cannot.
        var plain = create?.Invoke(context) ?? Numbered(context, rows);
        var view = canShuffle ? context.Data.Cache(plain) : plain;
        var trainer = TinyTraining.Trainer(context, options);
        if (validation == null)
            trainer.Fit(view);
        else
            trainer.Fit(view, validation);
        return seen;
    }

    /// <summary>Rows whose only feature is their number.</summary>
    public static IDataView Numbered(MLContext context, int rows, int first = 0) => Tests.Data.Binary(
        context, 1, [.. Enumerable.Range(first, rows).Select(row => (float)row)],
        [.. Enumerable.Range(0, rows).Select(row => row % 2 == 0)]);
}
