namespace ActReg.MLNet.Tests;

/// <summary>A training with a checkpoint file, to be interrupted and gone on with.</summary>
internal sealed record CheckpointedTraining(
    IReadOnlyList<Layer> Layers, TrainingSet Train, TrainingSet? Validation, TrainingSettings Settings, CheckpointFile File)
{
    /// <summary>After how many epochs there is a checkpoint.</summary>
    public int Epochs { get; init; } = 1;

    public bool TakesStoredSeed { get; init; }

    public IReadOnlyList<WeightTensor>? InitialWeights { get; init; }

    public CancellationBehavior OnCancellation { get; init; }

    /// <summary>Trains, from the checkpoint if there is one.</summary>
    public TrainingResult Run(Func<EpochMetrics, bool>? endEpoch = null, Action? checkAlive = null)
    {
        var checkpoints = new CheckpointPlan(File, Epochs, File.Read(), TakesStoredSeed);
        var request = Trainings.Request(Layers, Train, checkpoints.InForce(Settings)) with
        {
            InitialWeights = InitialWeights,
            Checkpoints = checkpoints,
            Control = Trainings.Control(endEpoch, checkAlive) with { OnCancellation = OnCancellation },
        };
        return NetworkTraining.Run(request, TrainingSets.Data(Train, Validation));
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
        Assert.AreEqual(expected.Network.Settings, actual.Network.Settings, what);
    }

    private static IEnumerable<int> Bits(TrainingResult result) => result.Flat().Select(BitConverter.SingleToInt32Bits);

    private sealed class Died : Exception;
}
