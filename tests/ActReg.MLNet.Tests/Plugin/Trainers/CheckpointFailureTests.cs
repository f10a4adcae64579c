using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>Checkpoints that cannot be written, from the start or later on.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class CheckpointFailureTests : IDisposable
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly RecordedLog _log;
    private readonly TemporaryFolder _folder = new();

    public CheckpointFailureTests() => _log = new RecordedLog(_mlContext);

    private string Path => _folder["checkpoints/file"];

    [TestInitialize]
    public void Create() => Directory.CreateDirectory(_folder["checkpoints"]);

    public void Dispose() => _folder.Dispose();

    /// <summary>In /proc not even root can write.</summary>
    [TestMethod]
    public void What_can_not_be_written_is_told_before_any_row_is_read()
    {
        var options = Options("/proc/checkpoint");
        options.CancellationToken = new CancellationToken(canceled: true);
        var error = Assert.ThrowsExactly<IOException>(() => TinyTraining.Fit(options));
        Assert.StartsWith("checkpointPath: \"/proc/checkpoint\" cannot be written. ", error.Message);
        Assert.IsNotNull(error.InnerException);
    }

    [TestMethod]
    public void So_is_what_has_become_a_device()
    {
        var trainer = TinyTraining.Trainer(_mlContext, Options(Path));
        File.CreateSymbolicLink(Path, "/dev/zero");
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => trainer.Fit(TinyTraining.Circles(_mlContext)));
        Assert.StartsWith($"checkpointPath: training cannot go on from \"{Path}\". The file is a pipe or a device. ", error.Message);
    }

    /// <summary>A pipe would never be read to its end, and a device not survive being replaced.</summary>
    [TestMethod]
    public void Pipes_devices_and_links_to_nowhere_are_refused_at_once()
    {
        const string NoFile = "must not name a pipe or a device";
        const string NoLink = "must not be a link to a file that does not exist";
        RunShell($"mkfifo '{_folder["pipe"]}'");
        File.CreateSymbolicLink(_folder["link to pipe"], "pipe");
        File.CreateSymbolicLink(_folder["dangling"], "nowhere");
        File.CreateSymbolicLink(_folder["circle"], "circle");
        File.CreateSymbolicLink(_folder["link to folder"], "checkpoints");
        File.WriteAllText(_folder["file"], "");
        AssertRefused(_folder["pipe"], NoFile);
        AssertRefused(_folder["link to pipe"], NoFile);
        AssertRefused("/dev/null", NoFile);
        AssertRefused("/dev/full", NoFile);
        AssertRefused(_folder["dangling"], NoLink);
        AssertRefused(_folder["circle"], NoLink);
        AssertRefused(_folder["link to folder"], "must name a file");
        AssertRefused(_folder["file"] + "/file", "must be in a folder that exists");
    }

    /// <summary>As <c>mktemp</c> makes one: there is nothing to lose.</summary>
    [TestMethod]
    public void An_empty_file_is_as_good_as_none()
    {
        File.WriteAllText(Path, "");
        DieAfter(4, Options(Path));
        Assert.HasCount(3, new CheckpointFile(Path).Read()!.Network.History);
    }

    [TestMethod]
    public void A_link_stays_and_its_file_is_the_checkpoint()
    {
        File.CreateSymbolicLink(_folder["link"], "checkpoints/file");
        var options = Options(Path);
        DieAfter(4, options);
        options.CheckpointPath = _folder["link"];
        DieAfter(6, options);
        Assert.AreEqual("checkpoints/file", new FileInfo(_folder["link"]).LinkTarget);
        Assert.HasCount(5, new CheckpointFile(Path).Read()!.Network.History);
    }

    [TestMethod]
    public void What_killed_processes_left_is_removed_and_nothing_else()
    {
        string[] others =
        [
            "file.0123456789abcdef0123456789abcde.tmp", "file.0123456789abcdef0123456789abcdef.tmpx", "file.tmp", "file..tmp", "file.",
            "other.0123456789abcdef0123456789abcdef.tmp", "file.0123456789abcdef0123456789abcdef.0123456789abcdef0123456789abcdef.tmp",
        ];
        foreach (var file in others.Append("file.0123456789abcdef0123456789abcdef.tmp").Append("file.FEDCBA9876543210fedcba9876543210.tmp"))
            File.WriteAllText(_folder[$"checkpoints/{file}"], "left");
        TinyTraining.Trainer(_mlContext, Options(Path)).Fit(TinyTraining.Circles(_mlContext));
        CollectionAssert.AreEquivalent(
            others, Directory.GetFiles(_folder["checkpoints"]).Select(file => System.IO.Path.GetFileName(file)).ToArray());
    }

    /// <summary>The folder goes, and comes back.</summary>
    [TestMethod]
    public void Later_on_training_goes_on_with_a_warning()
    {
        var expected = TinyTraining.Trainer(_mlContext, Options(null)).Fit(TinyTraining.Circles(_mlContext));
        var options = Options(Path);
        options.OnEpochEnd = epoch =>
        {
            if (epoch.Metrics.Epoch == 4)
                Directory.Delete(_folder["checkpoints"], recursive: true);
            if (epoch.Metrics.Epoch == 6)
                Directory.CreateDirectory(_folder["checkpoints"]);
            if (epoch.Metrics.Epoch == 8)
                Assert.HasCount(7, new CheckpointFile(Path).Read()!.Network.History);
        };
        var found = TinyTraining.Trainer(_mlContext, options).Fit(TinyTraining.Circles(_mlContext));
        TinyTraining.AreEqual(expected.AllWeights(), found.AllWeights());
        Assert.HasCount(2, _log.Warnings);
        for (var i = 0; i < 2; i++)
        {
            Assert.StartsWith($"checkpointPath: \"{Path}\" cannot be written. Could not find a part of the path '{Path}.", _log.Warnings[i]);
            Assert.EndsWith($" Training goes on after epoch {4 + i}.", _log.Warnings[i]);
        }

        Assert.IsEmpty(Directory.GetFiles(_folder["checkpoints"]));
    }

    [TestMethod]
    public void Or_it_ends_with_what_has_been_learned()
    {
        var options = Options(null);
        options.Epochs = 4;
        var expected = TinyTraining.Trainer(_mlContext, options).Fit(TinyTraining.Circles(_mlContext));
        options = Options(Path);
        options.OnCheckpointFailure = CheckpointFailureBehavior.Throw;
        options.OnEpochEnd = epoch =>
        {
            if (epoch.Metrics.Epoch == 4)
                Directory.Delete(_folder["checkpoints"], recursive: true);
        };
        var error = Assert.ThrowsExactly<CheckpointFailedException>(
            () => TinyTraining.Trainer(_mlContext, options).Fit(TinyTraining.Circles(_mlContext)));
        Assert.StartsWith($"checkpointPath: \"{Path}\" cannot be written. Could not find a part of the path '{Path}.", error.Message);
        Assert.EndsWith(
            " The weights that training would have ended with after epoch 4 are in this exception's Weights, and can be used as initialWeights.",
            error.Message);
        TinyTraining.AreEqual(expected.AllWeights(), error.Weights.Flat());
        TinyTraining.AreEqual(expected.Network().History, error.History);
        Assert.IsEmpty(_log.Warnings);

        // They can.
        options = Options(null);
        options.InitialWeights = error.Weights;
        TinyTraining.Fit(options);
    }

    /// <summary>A model that is there is not lost for a file that is.</summary>
    [TestMethod]
    [DataRow(CheckpointFailureBehavior.Continue)]
    [DataRow(CheckpointFailureBehavior.Throw)]
    public void So_it_is_where_the_checkpoint_cannot_be_deleted(CheckpointFailureBehavior behavior)
    {
        var expected = TinyTraining.Trainer(_mlContext, Options(null)).Fit(TinyTraining.Circles(_mlContext));
        var options = Options(Path);
        options.OnCheckpointFailure = behavior;
        options.OnEpochEnd = epoch =>
        {
            // After the last checkpoint, a folder in the file's place, which no file is deleted by.
            if (epoch.Metrics.Epoch != options.Epochs)
                return;
            File.Delete(Path);
            Directory.CreateDirectory(Path);
        };
        var trainer = TinyTraining.Trainer(_mlContext, options);
        if (behavior == CheckpointFailureBehavior.Throw)
        {
            var error = Assert.ThrowsExactly<CheckpointFailedException>(() => trainer.Fit(TinyTraining.Circles(_mlContext)));
            Assert.StartsWith($"checkpointPath: \"{Path}\" cannot be deleted. ", error.Message);
            TinyTraining.AreEqual(expected.AllWeights(), error.Weights.Flat());
            return;
        }

        TinyTraining.AreEqual(expected.AllWeights(), trainer.Fit(TinyTraining.Circles(_mlContext)).AllWeights());
        Assert.StartsWith($"checkpointPath: \"{Path}\" cannot be deleted. ", _log.Warnings.Single());
        Assert.EndsWith(" Training has ended; delete the file, lest another training find it.", _log.Warnings.Single());
    }

    /// <summary>A file system of 16 KiB, in which the file that is tried fits, and the checkpoint does not.</summary>
    [TestMethod]
    [DoNotParallelize]
    public void On_a_full_disk_the_model_is_not_lost()
    {
        if (RunShell($"mount -t tmpfs -o size=16k actreg '{_folder["checkpoints"]}'") != 0)
            Assert.Inconclusive("This process may not mount a file system.");
        try
        {
            var options = Options(Path);
            options.Layers = [Layer.Dense(2000)];
            TinyTraining.Trainer(_mlContext, options).Fit(TinyTraining.Circles(_mlContext));
            Assert.HasCount(options.Epochs - 1, _log.Warnings);
            Assert.StartsWith($"checkpointPath: \"{Path}\" cannot be written. ", _log.Warnings[0]);
            Assert.IsEmpty(Directory.GetFiles(_folder["checkpoints"]));

            File.WriteAllBytes(_folder["checkpoints/other"], new byte[16 << 10]);
            var error = Assert.ThrowsExactly<IOException>(() => TinyTraining.Fit(options));
            Assert.StartsWith($"checkpointPath: \"{Path}\" cannot be written. ", error.Message);
            TinyTraining.AreEqual([_folder["checkpoints/other"]], Directory.GetFiles(_folder["checkpoints"]));
        }
        finally
        {
            RunShell($"umount '{_folder["checkpoints"]}'");
        }
    }

    private static ActivityRegularizedMlpOptions Options(string? path)
    {
        var options = TinyTraining.Options();
        options.Epochs = 8;
        options.CheckpointPath = path;
        options.CheckpointEpochs = path == null ? null : 1;
        return options;
    }

    private void DieAfter(int epoch, ActivityRegularizedMlpOptions options)
    {
        options.OnEpochEnd = end =>
        {
            if (end.Metrics.Epoch == epoch)
                throw new TimeZoneNotFoundException();
        };
        Assert.ThrowsExactly<TimeZoneNotFoundException>(
            () => TinyTraining.Trainer(_mlContext, options).Fit(TinyTraining.Circles(_mlContext)));
    }

    private void AssertRefused(string path, string rule) => Assert.AreEqual(
        $"checkpointPath {rule}; received \"{path}\".",
        Assert.ThrowsExactly<ArgumentException>(() => TinyTraining.Trainer(_mlContext, Options(path))).Message);

    private static int RunShell(string command)
    {
        using var process = System.Diagnostics.Process.Start("sh", ["-c", command + " 2>/dev/null"]);
        process.WaitForExit();
        return process.ExitCode;
    }
}
