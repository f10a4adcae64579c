using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace ActReg.MLNet.Tests;

/// <summary>Sets read as an autoencoder's, whose rows' targets are their features.</summary>
internal static class FeatureRows
{
    /// <summary>The training set of a view; the options' label column does not matter.</summary>
    public static (ITrainingRows Train, ITrainingRows? SetAside) Read(IDataView data, TrainingOptions options, Action? checkAlive = null) =>
        Read(new MLContext(), options, reader => reader.ReadTrainingFeatures(data, "Features", options.Settings with { Seed = 1 }), checkAlive);

    public static T Read<T>(MLContext mlContext, TrainingOptions options, Func<TrainingSetReader, T> read, Action? checkAlive = null)
    {
        var host = ((IHostEnvironment)mlContext).Register("Reading");
        using var channel = host.Start("Reading");
        return read(new TrainingSetReader(host, channel, options, default, checkAlive ?? (() => { })));
    }

    /// <summary>All rows, each with its weight at the end, as batches bring them.</summary>
    public static float[][] InBatches(this ITrainingRows rows, int? shuffleSeed = null, int epoch = 0)
    {
        using var batches = rows.OpenBatches(new BatchOrder(BatchSize: 7, Epochs: epoch + 1, shuffleSeed), () => { });
        var found = new List<float[]>();
        batches.StartEpoch(epoch);
        while (found.Count < rows.RowCount)
        {
            var batch = batches.Next();
            foreach (var row in batch.Rows)
            {
                TinyTraining.AreEqual(batch.Set.Row(row).ToArray(), batch.Set.Target(row).ToArray());
                found.Add([.. batch.Set.Row(row), batch.Set.Weight(row)]);
            }
        }

        return [.. found];
    }

    /// <summary>The same, as one pass brings them.</summary>
    public static float[][] InOnePass(this ITrainingRows rows)
    {
        var found = new List<float[]>();
        rows.ReadOnce((features, weight) => found.Add([.. features, weight]), () => { });
        return [.. found];
    }

    public static void AreEqual(IEnumerable<float[]> expected, IEnumerable<float[]> actual) =>
        TinyTraining.AreEqual(expected.Select(row => string.Join(' ', row)), actual.Select(row => string.Join(' ', row)));
}
