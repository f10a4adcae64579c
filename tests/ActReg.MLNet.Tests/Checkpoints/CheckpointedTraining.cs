namespace ActReg.MLNet.Tests;

/// <summary>A training with a checkpoint file, to be interrupted and gone on with.</summary>
internal sealed record CheckpointedTraining(
    IReadOnlyList<Layer> Layers, TrainingSet Train, TrainingSet? Validation, TrainingSettings Settings, CheckpointOptions Options)
{
    public IReadOnlyList<WeightTensor>? InitialWeights { get; init; }

    public CancellationBehavior OnCancellation { get; init; }

    /// <summary>Trains, from the checkpoint if there is one.</summary>
    public TrainingResult Run(Func<EpochMetrics, bool>? endEpoch = null, Action? checkAlive = null)
    {
        var start = CheckpointFile.Read(Options.Path);
        return NetworkTraining.Run(
            NetworkPlanner.Plan(Train.FeatureCount, Layers), new BinaryCrossEntropy(), new TrainingData(Train, Validation, null), Options.InForce(Settings, start), null, InitialWeights,
            Trainings.Control(endEpoch, checkAlive) with { OnCancellation = OnCancellation }, Options, start);
    }

    /// <summary>Trains without a checkpoint, and so to the end.</summary>
    public TrainingResult RunUninterrupted() => Trainings.Run(Layers, Train, Settings, Validation, InitialWeights);

    /// <summary>Trains, and dies after an epoch.</summary>
    public void DieAfter(int epoch)
    {
        try
        {
            Run(metrics => metrics.Epoch < epoch ? true : throw new Died());
        }
        catch (Died)
        {
        }
    }

    /// <summary>Trains, and dies before the given call of what is called before each batch.</summary>
    public void DieBeforeCall(int call)
    {
        try
        {
            var calls = 0;
            Run(checkAlive: () =>
            {
                if (calls++ == call)
                    throw new Died();
            });
        }
        catch (Died)
        {
        }
    }

    public static void AreEqual(TrainingResult expected, TrainingResult actual, string? what = null)
    {
        TinyTraining.AreEqual(Bits(expected), Bits(actual), what);
        TinyTraining.AreEqual(expected.History, actual.History, what);
        Assert.AreEqual(expected.Settings, actual.Settings, what);
    }

    private static IEnumerable<int> Bits(TrainingResult result) => result.Flat().Select(BitConverter.SingleToInt32Bits);

    private sealed class Died : Exception;
}
