using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;
using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>Whatever is wrong with a file, the innermost exception is ours, and says it in our words.</summary>
[TestClass]
public sealed partial class RefusalTests : IDisposable
{
    private static readonly StoredModel Model = Save();

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Contents that are all under a right checksum, the first of them that of a sound network.</summary>
    private static IEnumerable<byte[]> Contents
    {
        get
        {
            var content = StoredContent.Of(Model.Entry[Model.Network]);
            var description = StoredContent.Description(content);
            yield return content;
            yield return [];
            yield return content[..3];
            yield return content[..^1];
            yield return [.. content, 0];
            yield return WithWeight(content, float.NaN);
            yield return WithWeight(content, float.PositiveInfinity);
            foreach (var length in new[] { -1, int.MinValue, int.MaxValue, 0, 1, 5_000_000, description.Length - 1, description.Length + 1 })
            {
                var other = content.ToArray();
                BinaryPrimitives.WriteInt32LittleEndian(other, length);
                yield return other;
            }

            foreach (var text in Descriptions(description))
                yield return StoredContent.WithDescription(content, text);
        }
    }

    [TestMethod]
    public void Of_a_network()
    {
        NetworkFile.Read(new MemoryStream(Seal(Contents.First())));
        foreach (var (index, content) in Contents.Skip(1).Index())
            IsOurs(() => NetworkFile.Read(new MemoryStream(Seal(content))), $"content {index}");
    }

    /// <summary>Through ML.NET, which wraps what is thrown; some of the contents, because it takes its time.</summary>
    [TestMethod]
    public void Of_a_model()
    {
        StoredModel.Load(Model.WithNetwork(Seal(Contents.First())));
        foreach (var (index, content) in Contents.Skip(1).Index().Where(content => content.Index < 20 || content.Index % 20 == 0))
            IsOurs(() => StoredModel.Load(Model.WithNetwork(Seal(content))), $"content {index}");
        foreach (var (index, network) in Networks(Model.Entry[Model.Network]).Index())
            IsOurs(() => StoredModel.Load(Model.WithNetwork(network)), $"network {index}");
        foreach (var kind in new[] { -1, 0, 1, 3, 4, 5, int.MaxValue })
        {
            var entry = Model.Entry.ToArray();
            BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(Model.Network.Start.Value - sizeof(int)), kind);
            IsOurs(() => StoredModel.Load(Model.With(entry)), $"kind {kind}");
        }
    }

    [TestMethod]
    public void Of_a_checkpoint()
    {
        var training = new CheckpointedTraining(
            [Layer.Dense(2, Activation.Relu, ActivityRegularizer.L1()), Layer.Dense(1)], TrainingSets.Create(new Random(1), 7, 2), null,
            Trainings.Settings(epochs: 4), new CheckpointFile(_folder["checkpoint"]));
        training.DieAfter(3);
        var stored = File.ReadAllBytes(_folder["checkpoint"]);
        var content = StoredContent.Of(stored);
        foreach (var (index, file) in Networks(stored).Index())
            CheckpointIsOurs(file, $"file {index}");
        for (var length = 0; length < content.Length; length += 1 + length / 20)
            CheckpointIsOurs(StoredContent.Seal(content[..length], 1), $"content of {length} bytes");
        CheckpointIsOurs(StoredContent.Seal([.. content, 0], 1), "content with a byte more");

        var fingerprint = StoredContent.Description(content);
        foreach (var text in new[] { "", "null", "[]", "{\"layers\":null}", "{\"layers\":7}", "{\"layers\":", "{}{", new string('x', 20_000_000) })
            CheckpointIsOurs(StoredContent.Seal(StoredContent.WithDescription(content, text), 1), text.Length < 50 ? text : "long");
        var many = string.Concat(Enumerable.Range(0, 101).Select(i => $"\"{i}\":\"\","));
        CheckpointIsOurs(StoredContent.Seal(StoredContent.WithDescription(content, $"{{{many}\"x\":\"\"}}"), 1), "many parts");

        var networkStart = sizeof(int) + Encoding.UTF8.GetByteCount(fingerprint);
        for (var place = networkStart; place < networkStart + 3 * sizeof(int); place += sizeof(int))
        {
            foreach (var value in new[] { -1, int.MinValue, int.MaxValue, 0, 7 })
            {
                var other = content.ToArray();
                BinaryPrimitives.WriteInt32LittleEndian(other.AsSpan(place), value);
                CheckpointIsOurs(StoredContent.Seal(other, 1), $"{value} at {place - networkStart}");
            }
        }
    }

    /// <summary>JSON of no network, and JSON that is none.</summary>
    private static IEnumerable<string> Descriptions(string description)
    {
        string[] others = ["", " ", "null", "[]", "{}", "7", "\"\"", "{", "\ud800", "\u0000", new string('[', 100_000), "/* a comment */", description + "x"];
        foreach (var other in others)
            yield return other;
        foreach (Match token in Tokens().Matches(description))
        {
            var (before, after) = (description[..token.Index], description[(token.Index + token.Length)..]);
            yield return before + after;
            foreach (var value in new[] { "null", "[]", "{}", "1e999", "\"x\"" })
            {
                if (value != token.Value)
                    yield return before + value + after;
            }
        }
    }

    /// <summary>Files that are damaged before or after their content.</summary>
    private static IEnumerable<byte[]> Networks(byte[] stored)
    {
        foreach (var version in new[] { -1, 0, 3, int.MaxValue, int.MinValue })
        {
            var other = stored.ToArray();
            BinaryPrimitives.WriteInt32LittleEndian(other, version);
            yield return other;
        }

        foreach (var length in new[] { -1, 0, 1, stored.Length, int.MaxValue, long.MaxValue, long.MinValue })
        {
            var other = stored.ToArray();
            BinaryPrimitives.WriteInt64LittleEndian(other.AsSpan(sizeof(int)), length);
            yield return other;
        }

        foreach (var place in new[] { 12, 16, 20, stored.Length / 2, stored.Length - 40, stored.Length - 1 })
        {
            var other = stored.ToArray();
            other[place] ^= 0x40;
            yield return other;
        }
    }

    private void CheckpointIsOurs(byte[] stored, string what)
    {
        File.WriteAllBytes(_folder["checkpoint"], stored);
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => new CheckpointFile(_folder["checkpoint"]).Read(), what);
        Assert.StartsWith($"checkpointPath: training cannot go on from \"{_folder["checkpoint"]}\". {error.GetBaseException().Message}", error.Message);
        IsOurs(error, what);
        Assert.AreEqual(stored.Length, new FileInfo(_folder["checkpoint"]).Length, what);
    }

    private static void IsOurs(Action load, string what) => IsOurs(Assert.Throws<Exception>(load, what), what);

    private static void IsOurs(Exception error, string what)
    {
        var innermost = error.GetBaseException();
        Assert.IsInstanceOfType<FormatException>(innermost, what);
        Assert.MatchesRegex(OurWords(), innermost.Message, what);
        Assert.IsLessThan(700, innermost.Message.Length, what);
    }

    private static byte[] Seal(byte[] content) => StoredContent.Seal(content, NetworkFile.CurrentVersion);

    private static byte[] WithWeight(byte[] content, float weight)
    {
        var changed = content.ToArray();
        BinaryPrimitives.WriteSingleLittleEndian(changed.AsSpan(content.Length - sizeof(float)), weight);
        return changed;
    }

    private static StoredModel Save()
    {
        var mlContext = new MLContext(seed: 1);
        var data = TinyTraining.Circles(mlContext);
        return new StoredModel(mlContext, TinyTraining.Trainer(mlContext).Fit(data), data.Schema);
    }

    [GeneratedRegex("^The (stored (network|checkpoint)|network is stored|checkpoint is stored)")]
    private static partial Regex OurWords();

    /// <summary>Names, texts, numbers and signs.</summary>
    [GeneratedRegex("""[A-Za-z]+|-?[0-9.E+-]+|["{}\[\]:,]""")]
    private static partial Regex Tokens();
}
