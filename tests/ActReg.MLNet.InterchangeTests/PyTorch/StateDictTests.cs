using System.Text.Json;
using TorchSharp;
using TorchSharp.PyBridge;

namespace ActReg.MLNet.InterchangeTests.PyTorch;

/// <summary>What torch.save wrote (Golden/make_pytorch_fixtures.py of the main tests, make_pickles.py here).</summary>
[TestClass]
public sealed class StateDictTests
{
    public static IEnumerable<object[]> Fixtures => Directory.GetFiles(Golden.At("pytorch"), "*.pt").Order().Select(file => new object[] { Path.GetFileNameWithoutExtension(file) });

    [TestMethod]
    [DynamicData(nameof(Fixtures))]
    public void Tensors_are_those_of_the_safetensors_file_beside_it(string name) => AreEqual(
        SafeTensors.Read(Golden.At("pytorch", $"{name}.safetensors")).OrderBy(tensor => tensor.Name, StringComparer.Ordinal),
        PyTorchFile.ReadStateDict(Golden.At("pytorch", $"{name}.pt")).OrderBy(tensor => tensor.Name, StringComparer.Ordinal));

    [TestMethod]
    [DynamicData(nameof(Fixtures))]
    public void Tensors_are_those_that_PyBridge_reads(string name)
    {
        TorchRuntime.EnsureLoaded();
        var tensors = PyTorchUnpickler.UnpickleStateDict(Golden.At("pytorch", $"{name}.pt"));
        foreach (var tensor in PyTorchFile.ReadStateDict(Golden.At("pytorch", $"{name}.pt")))
        {
            using var other = ((torch.Tensor)tensors[tensor.Name]!).to(torch.float32);
            Assert.AreSequenceEqual(other.shape, tensor.Shape.Select(dimension => (long)dimension));
            Assert.AreSequenceEqual(other.data<float>().ToArray(), tensor.Values);
        }
    }

    /// <summary>PyBridge 1.4.4 reads neither transposed tensors nor parts of others, such as an LSTM's weights from a GPU.</summary>
    [TestMethod]
    [DataRow("views.pt")]
    [DataRow("kinds.pt")]
    [DataRow("shapes.pt")]
    [DataRow("names.pt")]
    [DataRow("tied.pt")]
    public void Tensors_may_be_of_any_numbers_and_parts_of_others(string file)
    {
        var expected = JsonDocument.Parse(File.ReadAllText(Golden.At("pickles", "values.json"))).RootElement.GetProperty(file);
        AreEqual(
            expected.EnumerateObject().Select(tensor => new WeightTensor(
                tensor.Name, [.. tensor.Value.GetProperty("shape").EnumerateArray().Select(item => item.GetInt32())], [.. tensor.Value.GetProperty("values").EnumerateArray().Select(item => (float)item.GetDouble())])),
            PyTorchFile.ReadStateDict(Golden.At("pickles", file)));
    }

    /// <summary>PyTorch keeps versions of modules beside the tensors; whatever is kept there is left out.</summary>
    [TestMethod]
    public void What_a_dictionary_has_besides_is_left_out() => Assert.HasCount(0, PyTorchFile.ReadStateDict(Golden.At("pickles", "state.pt")));

    [TestMethod]
    public void What_is_written_is_read_again()
    {
        WeightTensor[] tensors = [new("a.weight", [2, 3], [1, 2, 3, 4, 5, float.NaN]), new("", [], [7]), new("ü/..", [0, 2], []), new("b", [1, 1, 2, 1], [-0f, 1e-45f])];
        using var folder = new TemporaryFolder();
        PyTorchFile.WriteStateDict(folder.At("model.pt"), tensors);
        AreEqual(tensors, PyTorchFile.ReadStateDict(folder.At("model.pt")));
    }

    [TestMethod]
    [DynamicData(nameof(Fixtures))]
    public void What_is_written_PyBridge_reads(string name)
    {
        TorchRuntime.EnsureLoaded();
        var tensors = SafeTensors.Read(Golden.At("pytorch", $"{name}.safetensors"));
        using var folder = new TemporaryFolder();
        PyTorchFile.WriteStateDict(folder.At("model.pt"), tensors);
        var read = PyTorchUnpickler.UnpickleStateDict(folder.At("model.pt"));
        Assert.HasCount(tensors.Count, read.Keys);
        foreach (var tensor in tensors)
            Assert.AreSequenceEqual(((torch.Tensor)read[tensor.Name]!).data<float>().ToArray(), tensor.Values);
    }

    /// <summary>PyTorch itself, where Debian's python3-torch is installed; its weights_only unpickler too, where that is there (1.13 has it).</summary>
    [TestMethod]
    public void What_is_written_PyTorch_reads()
    {
        using var folder = new TemporaryFolder();
        PyTorchFile.WriteStateDict(folder.At("model.pt"), SafeTensors.Read(Golden.At("pytorch", "dense.safetensors")));
        const string script = "import sys, torch\n"
            + "a, b = (torch.load(path, weights_only=True) for path in sys.argv[1:])\n"
            + "assert set(a) == set(b) and all(torch.equal(a[key], b[key].float()) and a[key].shape == b[key].shape for key in a), (a, b)\n"
            + "print(len(a), type(a).__name__)";
        var output = Python.Run("torch", script, folder.At("model.pt"), Golden.At("pytorch", "dense.pt"));
        Assert.AreEqual("15 OrderedDict", output.Trim());
    }

    [TestMethod]
    public void What_cannot_be_written_is_refused()
    {
        using var folder = new TemporaryFolder();
        Assert.AreEqual("tensors must have different names; received a.", Message(new("a", [1], [1]), new("a", [1], [1])));
        Assert.AreEqual("tensors (a [2, 2]) must have as many values as their shapes say; received 3.", Message(new WeightTensor("a", [2, 2], [1, 2, 3])));
        Assert.IsFalse(File.Exists(folder.At("model.pt")));
        Assert.ThrowsExactly<DirectoryNotFoundException>(() => PyTorchFile.WriteStateDict(folder.At("none", "model.pt"), []));

        string Message(params WeightTensor[] tensors) => Assert.ThrowsExactly<ArgumentException>(() => PyTorchFile.WriteStateDict(folder.At("model.pt"), tensors)).Message;
    }

    private static void AreEqual(IEnumerable<WeightTensor> expected, IEnumerable<WeightTensor> actual)
    {
        Assert.AreSequenceEqual(expected.Select(tensor => $"{tensor}"), actual.Select(tensor => $"{tensor}"));
        foreach (var (one, other) in expected.Zip(actual))
            Assert.AreSequenceEqual(one.Values, other.Values, one.Name);
    }
}
