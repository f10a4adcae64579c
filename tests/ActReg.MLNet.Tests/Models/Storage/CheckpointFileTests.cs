using System.Buffers.Binary;
using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.Tests;

/// <summary>A file is a whole checkpoint of the very training, or it is refused and left alone.</summary>
[TestClass]
public sealed class CheckpointFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private CheckpointedTraining _training = null!;
    private byte[] _stored = [];

    private string File => _folder["checkpoint"];

    [TestInitialize]
    public void Store()
    {
        _training = new CheckpointedTraining(
            Layers(0.01f), TrainingSets.Create(new Random(1), 7, 2), TrainingSets.Create(new Random(2), 4, 2),
            Trainings.Settings(epochs: 4), new CheckpointFile(File));
        _training.DieAfter(3);
        _stored = System.IO.File.ReadAllBytes(File);
    }

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void What_is_written_is_read()
    {
        var checkpoint = new CheckpointFile(File).Read()!;
        Assert.HasCount(2, checkpoint.Network.History);
        new CheckpointFile(File).Write(checkpoint);
        TinyTraining.AreEqual(_stored, System.IO.File.ReadAllBytes(File));
        TinyTraining.AreEqual(["checkpoint"], _folder.Files);
    }

    [TestMethod]
    public void Truncated_anywhere()
    {
        for (var length = 1; length < _stored.Length; length += 1 + length / 50)
            Refused(_stored[..length], $"cut to {length} bytes");
    }

    [TestMethod]
    public void With_any_byte_changed()
    {
        for (var i = 0; i < _stored.Length; i += 1 + i / 50)
        {
            var damaged = _stored.ToArray();
            damaged[i] ^= 0x10;
            Refused(damaged, $"byte {i} changed");
        }
    }

    [TestMethod]
    public void With_bytes_after_it() =>
        Assert.Contains("followed by other bytes", Refused([.. _stored, 0], "with another byte"));

    [TestMethod]
    public void Of_another_version()
    {
        var other = _stored.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(other, 2);
        Assert.Contains(
            "The checkpoint is stored in format version 2; this version of ActReg.MLNet reads 1 to 1.",
            Refused(other, "version 2"));
    }

    [TestMethod]
    public void Something_else() => Refused("a file that somebody needs"u8.ToArray(), "a text");

    /// <summary>Each row changes one thing, and the message names that thing alone.</summary>
    [TestMethod]
    [DataRow("batchSize: 8 in the checkpoint, 3 now.")]
    [DataRow("learningRate: 0.01 in the checkpoint, 0.5 now.")]
    [DataRow("epochs: 4 in the checkpoint, 9 now.")]
    [DataRow("shuffle: true in the checkpoint, false now.")]
    [DataRow("seed: 1 in the checkpoint, 2 now.")]
    [DataRow("engine: \"fused\" in the checkpoint, \"torch\" now.")]
    [DataRow("optimizer: ")]
    [DataRow("gradientClipping: not given in the checkpoint, ")]
    [DataRow("activityPenaltySchedule: not given in the checkpoint, ")]
    [DataRow("earlyStopping: not given in the checkpoint, ")]
    [DataRow("layers[0].activityRegularizer.l1Strength: ")]
    [DataRow("training set: 7 rows of 2 features, checksum ")]
    [DataRow("validation set: 4 rows of 2 features, checksum ")]
    [DataRow("initialWeights: not given in the checkpoint, ")]
    public void Of_another_training(string difference)
    {
        var settings = _training.Settings;
        var other = difference[..difference.IndexOfAny([':', '['])] switch
        {
            "batchSize" => With(settings with { BatchSize = 3 }),
            "learningRate" => With(settings with { LearningRate = 0.5f }),
            "epochs" => With(settings with { Epochs = 9 }),
            "shuffle" => With(settings with { Shuffle = false }),
            "seed" => With(settings with { Seed = 2 }),
            "engine" => With(settings with { Engine = TrainingEngine.Torch }),
            "optimizer" => With(settings with { Optimizer = Optimizer.Sgd() }),
            "gradientClipping" => With(settings with { GradientClipping = GradientClipping.ByNorm(1) }),
            "activityPenaltySchedule" => With(settings with { ActivityPenaltySchedule = ActivityPenaltySchedule.WarmUp(1) }),
            "earlyStopping" => With(settings with { EarlyStopping = new EarlyStopping() }),
            "layers" => _training with { Layers = Layers(0.02f) },
            "training set" => _training with { Train = TrainingSets.Create(new Random(3), 7, 2) },
            "validation set" => _training with { Validation = TrainingSets.Create(new Random(3), 4, 2) },
            _ => _training with { InitialWeights = Weights.Zeros(NetworkPlanner.Plan(2, _training.Layers)) },
        };
        var message = Assert.ThrowsExactly<InvalidOperationException>(() => other.Run()).Message;
        Assert.StartsWith($"checkpointPath: \"{File}\" holds the checkpoint of another training. {difference}", message);
        Assert.EndsWith(" now. Delete the file to train from the start, or choose another path.", message);
        Assert.HasCount(2, message.Split(" in the checkpoint, "), "differences");
        TinyTraining.AreEqual(_stored, System.IO.File.ReadAllBytes(File), "left alone");

        CheckpointedTraining With(TrainingSettings changed) => _training with { Settings = changed };
    }

    [TestMethod]
    public void One_more_row_weight_is_another_training_set()
    {
        var other = _training with { Train = _training.Train with { Weights = new(1, [1, 1, 1, 1, 1, 1, 1]) } };
        Assert.Contains("training set: ", Assert.ThrowsExactly<InvalidOperationException>(() => other.Run()).Message);
    }

    /// <summary>Of two seeds that were merely drawn, the stored one is as good as the other.</summary>
    [TestMethod]
    public void A_random_seed_gives_way_to_the_stored_one()
    {
        var expected = _training.RunUninterrupted();
        var other = _training with
        {
            Settings = _training.Settings with { Seed = 99 },
            TakesStoredSeed = true,
        };
        CheckpointedTraining.AreEqual(expected, other.Run());
    }

    [TestMethod]
    public void What_cannot_be_written_leaves_nothing_behind()
    {
        var checkpoint = new CheckpointFile(File).Read()!;
        Directory.CreateDirectory(_folder["folder"]);
        Assert.Throws<Exception>(() => new CheckpointFile(_folder["folder"]).Write(checkpoint));
        TinyTraining.AreEqual(["checkpoint"], _folder.Files);
    }

    /// <summary>One that fails when the file beside the old one is open.</summary>
    [TestMethod]
    public void A_write_that_fails_leaves_the_old_one_whole_and_nothing_beside_it()
    {
        var broken = new CheckpointFile(File).Read()! with { Penalties = null! };
        Assert.ThrowsExactly<NullReferenceException>(() => new CheckpointFile(File).Write(broken));
        TinyTraining.AreEqual(_stored, System.IO.File.ReadAllBytes(File));
        TinyTraining.AreEqual(["checkpoint"], _folder.Files);
    }

    [TestMethod]
    public void Who_has_opened_the_old_one_reads_it_to_its_end()
    {
        using var reader = new FileStream(File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        new CheckpointFile(File).Write(Another());
        var read = new byte[reader.Length];
        reader.ReadExactly(read);
        TinyTraining.AreEqual(_stored, read);
        Assert.AreEqual(99, new CheckpointFile(File).Read()!.Engine.Step);
    }

    /// <summary>So it is there until another takes its place. The system tells of all in a folder, in order.</summary>
    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void The_old_one_is_neither_written_to_nor_deleted()
    {
        var events = new List<WatcherChangeTypes>();
        using var ended = new ManualResetEventSlim();
        using var watcher = new FileSystemWatcher(_folder[""]);
        watcher.Changed += Note;
        watcher.Deleted += Note;
        watcher.Created += (_, e) =>
        {
            if (e.Name == "end")
                ended.Set();
        };
        watcher.EnableRaisingEvents = true;
        new CheckpointFile(File).Write(Another());
        System.IO.File.WriteAllText(_folder["end"], "");
        Assert.IsTrue(ended.Wait(TimeSpan.FromMinutes(1)));
        Assert.AreEqual("", string.Join(", ", events));

        void Note(object sender, FileSystemEventArgs e)
        {
            if (e.Name == "checkpoint")
                events.Add(e.ChangeType);
        }
    }

    [TestMethod]
    public void Written_by_many_at_once_it_is_whole_at_any_moment()
    {
        var checkpoint = new CheckpointFile(File).Read()!;
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, writer =>
        {
            for (var i = 0; i < 25; i++)
            {
                new CheckpointFile(File).Write(checkpoint);
                Assert.HasCount(2, new CheckpointFile(File).Read()!.Network.History);
            }
        });
        TinyTraining.AreEqual(["checkpoint"], _folder.Files);
    }

    private static Layer[] Layers(float l1) => [Layer.Dense(2, Activation.Relu, ActivityRegularizer.L1(l1)), Layer.Dense(1)];

    private Checkpoint Another()
    {
        var checkpoint = new CheckpointFile(File).Read()!;
        return checkpoint with { Engine = checkpoint.Engine with { Step = 99 } };
    }

    private string Refused(byte[] content, string what)
    {
        System.IO.File.WriteAllBytes(File, content);
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => new CheckpointFile(File).Read(), what);
        Assert.StartsWith($"checkpointPath: training cannot go on from \"{File}\". The ", error.Message);
        Assert.EndsWith(" If it is a checkpoint, delete it to train from the start; else choose another path.", error.Message);
        Assert.IsInstanceOfType<FormatException>(error.InnerException);
        TinyTraining.AreEqual(content, System.IO.File.ReadAllBytes(File), "left alone");
        return error.Message;
    }
}
