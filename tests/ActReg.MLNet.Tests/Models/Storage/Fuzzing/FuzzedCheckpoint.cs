using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.Tests.Fuzzing;

/// <summary>What a damaged checkpoint must be: refused by our own exception and left alone, or one that a training goes on from.</summary>
internal sealed class FuzzedCheckpoint : IDisposable
{
    private const long MostMemory = 64 << 20;

    private readonly TemporaryFolder _folder = new();
    private readonly CheckpointedTraining _training;

    public FuzzedCheckpoint()
    {
        _training = new CheckpointedTraining(
            [Layer.Dense(3, Activation.Relu, ActivityRegularizer.L1(0.01f)), Layer.BatchNorm(), Layer.Dense(1)],
            TrainingSets.Create(new Random(1), 7, 2), TrainingSets.Create(new Random(2), 4, 2),
            Trainings.Settings(epochs: 4) with
            {
                EarlyStopping = new EarlyStopping(TrainingMetric.Loss, patience: 3),
                ActivityPenaltySchedule = ActivityPenaltySchedule.TargetSparsity(0.5f),
                LearningRateSchedule = LearningRateSchedule.ReduceOnPlateau(TrainingMetric.Loss, patience: 1),
            },
            new CheckpointFile(Path));
        _training.DieAfter(3);
        Stored = File.ReadAllBytes(Path);
    }

    /// <summary>The undamaged one.</summary>
    public byte[] Stored { get; }

    private string Path => _folder["checkpoint"];

    /// <summary>Goes on from it; returns whether that was possible.</summary>
    public bool Run(byte[] stored)
    {
        File.WriteAllBytes(Path, stored);
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            Assert.IsTrue(_training.Run().Weights.All(Weights.AreFinite));
            Assert.IsEmpty(_folder.Files, "left after the end");
            return true;
        }
        catch (TrainingDivergedException)
        {
            return true;
        }
        catch (InvalidOperationException e)
        {
            Assert.IsTrue(e.Message.StartsWith("checkpointPath: ", StringComparison.Ordinal), e.ToString());
            if (e.InnerException != null)
                FuzzedNetwork.CheckRefusal(e);
            Assert.IsTrue(stored.AsSpan().SequenceEqual(File.ReadAllBytes(Path)), "left alone");
            return false;
        }
        finally
        {
            Assert.IsLessThan(MostMemory + 6L * stored.Length, GC.GetAllocatedBytesForCurrentThread() - before, "bytes allocated");
        }
    }

    public void Dispose() => _folder.Dispose();
}
