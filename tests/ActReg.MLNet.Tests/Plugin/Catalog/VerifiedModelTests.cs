using System.IO.Compression;
using System.Security.Cryptography;
using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>Models that are saved with checksums are ML.NET's own, and what is loaded is what was saved.</summary>
[TestClass]
public sealed class VerifiedModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder["model.zip"];

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow("binary")]
    [DataRow("multiclass")]
    [DataRow("regression")]
    public void A_whole_pipeline_comes_back_verified_and_plain(string task)
    {
        var pipeline = VerifiedPipeline.Of(task);
        pipeline.MLContext.Model.SaveVerified(pipeline.Model, pipeline.Data.Schema, File);
        pipeline.IsSame(new MLContext().Model.LoadVerified(File, out var schema), schema, "by path");
        pipeline.IsSame(new MLContext().Model.Load(File, out schema), schema, "by ML.NET");
        using var stream = new MemoryStream(pipeline.Save());
        pipeline.IsSame(new MLContext().Model.LoadVerified(stream, out schema), schema, "by stream");
        TinyTraining.AreEqual(["model.zip"], _folder.Files);
    }

    [TestMethod]
    public void A_model_without_input_schema_comes_back()
    {
        var model = TinyTraining.Fit();
        using var stream = new MemoryStream();
        var mlContext = new MLContext();
        mlContext.Model.SaveVerified(model, inputSchema: null, stream);
        stream.Position = 0;
        var loaded = mlContext.Model.LoadVerified(stream, out var schema);
        Assert.IsNull(schema);
        var data = TinyTraining.Circles(mlContext);
        TinyTraining.AreEqual(model.Scores(data), loaded.Scores(data));
    }

    /// <summary>As VerifiedModel.md says, read by nothing of ours.</summary>
    [TestMethod]
    public void Every_other_entry_is_listed_by_hash_and_length()
    {
        var contents = ZipContents.Of(VerifiedPipeline.Of("binary").Save());
        var lines = contents.Entries.SkipLast(1).Select(
            entry => $"{Convert.ToHexStringLower(SHA256.HashData(entry.Bytes))} {entry.Bytes.Length} {entry.Name}\n");
        var list = contents.Entries[^1];
        Assert.AreEqual("ActReg.MLNet/Checksums.txt", list.Name);
        Assert.AreEqual("ActReg.MLNet checksums 1\n" + string.Concat(lines), System.Text.Encoding.UTF8.GetString(list.Bytes));
        Assert.IsGreaterThan(4, contents.Entries.Count);
    }

    [TestMethod]
    public void Streams_need_not_be_seekable()
    {
        var pipeline = VerifiedPipeline.Of("binary");
        using var bytes = new MemoryStream();
        using (var pipe = new GZipStream(bytes, CompressionMode.Compress, leaveOpen: true))
            pipeline.MLContext.Model.SaveVerified(pipeline.Model, pipeline.Data.Schema, pipe);
        bytes.Position = 0;
        using var unpacked = new GZipStream(bytes, CompressionMode.Decompress);
        pipeline.IsSame(new MLContext().Model.LoadVerified(unpacked, out var schema), schema, "through pipes");
    }

    [TestMethod]
    public void What_is_written_with_it_is_in_the_temporary_folder_for_a_while()
    {
        var mlContext = new MLContext { TempFilePath = _folder["."] };
        var model = TinyTraining.Fit();
        using var stream = new MemoryStream();
        mlContext.Model.SaveVerified(model, null, stream);
        stream.Position = 0;
        mlContext.Model.LoadVerified(stream, out _);
        TinyTraining.AreEqual([], _folder.Files);

        // On Unix it is there without a name, so that a process which is killed leaves none.
        using (var file = PrivateFile.Create(_folder["."]))
        {
            file.Write([1, 2]);
            Assert.HasCount(OperatingSystem.IsWindows() ? 1 : 0, _folder.Files);
            file.Position = 0;
            Assert.AreEqual(1, file.ReadByte());
        }

        mlContext.TempFilePath = _folder["no such folder"];
        Assert.Contains("no such folder", Assert.Throws<IOException>(() => mlContext.Model.LoadVerified(stream, out _)).Message);
    }

    /// <summary>16 MB of weights, of which neither saving nor loading needs another copy.</summary>
    [TestMethod]
    [DoNotParallelize]
    public void Checksums_take_a_few_buffers()
    {
        var options = TinyTraining.Options();
        (options.Layers, options.Epochs, options.BatchSize) = ([Layer.Dense(2000), Layer.Dense(2000)], 1, 100);
        var model = TinyTraining.Fit(options);
        var mlContext = new MLContext();
        mlContext.Model.SaveVerified(model, null, File);
        Assert.IsGreaterThan(14 << 20, new FileInfo(File).Length);

        var saving = Allocations.Once(() => mlContext.Model.SaveVerified(model, null, File))
            - Allocations.Once(() => mlContext.Model.Save(model, null, _folder["plain.zip"]));
        Assert.IsLessThan(4 << 20, saving, "bytes allocated to save");
        var loading = Allocations.Once(() => mlContext.Model.LoadVerified(File, out _)) - Allocations.Once(() => mlContext.Model.Load(File, out _));
        Assert.IsLessThan(4 << 20, loading, "bytes allocated to load");
    }

    [TestMethod]
    public void Saving_replaces_the_file_or_leaves_it()
    {
        var model = TinyTraining.Fit();
        var mlContext = new MLContext();
        System.IO.File.WriteAllText(File, "old");
        mlContext.Model.SaveVerified(model, null, File);
        var saved = System.IO.File.ReadAllBytes(File);
        // One that ML.NET refuses when it has begun to write.
        var unsavable = mlContext.Transforms.CustomMapping<Cell, Cell>((_, _) => { }, contractName: null).Fit(TinyTraining.Circles(mlContext));
        Assert.Throws<InvalidOperationException>(() => mlContext.Model.SaveVerified(unsavable, null, File));
        TinyTraining.AreEqual(saved, System.IO.File.ReadAllBytes(File));
        TinyTraining.AreEqual(["model.zip"], _folder.Files);
    }

    /// <summary>ML.NET does not tell when the end of its zip cannot be written.</summary>
    [TestMethod]
    public void A_disk_that_fills_up_is_an_error()
    {
        using var whole = new MemoryStream();
        new MLContext().Model.Save(TinyTraining.Fit(), null, whole);
        using var cut = new MemoryStream(whole.ToArray()[..^30]);
        Assert.ThrowsExactly<InvalidDataException>(() => VerifiedZip.AddChecksums(cut));
    }

    [TestMethod]
    public void Paths_that_are_no_files_are_refused_by_name()
    {
        var model = TinyTraining.Fit();
        var catalog = new MLContext().Model;
        Directory.CreateDirectory(_folder["folder"]);
        foreach (var (path, rule) in new[]
        {
            ("", "must name a file"), (_folder["folder"], "must name a file"), (_folder["no/file"], "must be in a folder that exists"),
        })
        {
            var error = Assert.ThrowsExactly<ArgumentException>(() => catalog.SaveVerified(model, null, path));
            Assert.AreEqual($"path {rule}; received \"{path}\".", error.Message);
        }

        Assert.Contains(_folder["none.zip"], Assert.ThrowsExactly<FileNotFoundException>(() => catalog.LoadVerified(_folder["none.zip"], out _)).Message);
    }

    /// <summary>As <c>Path.GetTempFileName()</c> makes one.</summary>
    [TestMethod]
    public void An_empty_file_is_replaced()
    {
        var catalog = new MLContext().Model;
        System.IO.File.WriteAllText(File, "");
        catalog.SaveVerified(TinyTraining.Fit(), null, File);
        catalog.LoadVerified(File, out _);
        TinyTraining.AreEqual(["model.zip"], _folder.Files);
    }

    [TestMethod]
    public void What_a_killed_process_left_is_removed()
    {
        System.IO.File.WriteAllText(_folder["model.zip.0123456789abcdef0123456789abcdef.tmp"], "begun");
        new MLContext().Model.SaveVerified(TinyTraining.Fit(), null, File);
        TinyTraining.AreEqual(["model.zip"], _folder.Files);
    }

    /// <summary>Nobody writes to the pipe: its opening alone would wait without end.</summary>
    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    [Timeout(60_000)]
    public void Only_files_are_loaded_by_path()
    {
        var catalog = new MLContext().Model;
        Storage.FileKindTests.MakePipe(_folder["pipe"]);
        System.IO.File.CreateSymbolicLink(_folder["link"], "pipe");
        foreach (var (path, kind) in new[] { (_folder["pipe"], "pipe"), (_folder["link"], "pipe"), ("/dev/zero", "device"), ("/dev", "folder") })
        {
            var error = Assert.ThrowsExactly<ArgumentException>(() => catalog.LoadVerified(path, out _));
            Assert.AreEqual(
                "path must name a file; what comes through a pipe or from a device, LoadVerified reads as a stream; "
                + $"received \"{path}\", a {kind}.", error.Message);
        }

        System.IO.File.WriteAllText(File, "");
        Assert.AreEqual(
            $"The model file \"{File}\" is damaged, or no model: it cannot be read as a zip.",
            Assert.ThrowsExactly<FormatException>(() => catalog.LoadVerified(File, out _)).Message);
    }

    [TestMethod]
    public void Streams_that_go_the_other_way_are_refused()
    {
        var catalog = new MLContext().Model;
        using (var written = new FileStream(File, FileMode.Create, FileAccess.Write))
        {
            Assert.AreEqual(
                "stream must be open for reading; received one that cannot be read.",
                Assert.ThrowsExactly<ArgumentException>(() => catalog.LoadVerified(written, out _)).Message);
        }

        using var read = new MemoryStream([], writable: false);
        Assert.AreEqual(
            "stream must be open for writing; received one that cannot be written to.",
            Assert.ThrowsExactly<ArgumentException>(() => catalog.SaveVerified(TinyTraining.Fit(), null, read)).Message);
        read.Dispose();
        Assert.StartsWith(
            "stream must be open for reading", Assert.ThrowsExactly<ArgumentException>(() => catalog.LoadVerified(read, out _)).Message);
    }

    /// <summary>Links stay links; nothing replaces a device.</summary>
    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void A_device_is_refused_and_a_link_followed()
    {
        var model = TinyTraining.Fit();
        var catalog = new MLContext().Model;
        var error = Assert.ThrowsExactly<ArgumentException>(() => catalog.SaveVerified(model, null, "/dev/full"));
        Assert.AreEqual("path must not name a pipe or a device; received \"/dev/full\".", error.Message);

        catalog.SaveVerified(model, null, File);
        System.IO.File.CreateSymbolicLink(_folder["link.zip"], File);
        catalog.SaveVerified(model, null, _folder["link.zip"]);
        Assert.IsNotNull(new FileInfo(_folder["link.zip"]).LinkTarget);
        catalog.LoadVerified(_folder["link.zip"], out _);
    }

    private sealed class Cell
    {
        public bool Label { get; set; }
    }
}
