namespace ActReg.MLNet.InterchangeTests.PyTorch;

/// <summary>Files of Golden/make_pickles.py, some of which would run code in Python.</summary>
[TestClass]
public sealed class HostilePickleTests
{
    private const string Mark = "/tmp/actreg-pickle-ran";

    [TestMethod]
    [DataRow("system.pt", "posix.system")]
    [DataRow("system-4.pt", "posix.system")]
    [DataRow("eval.pt", "__builtin__.eval")]
    [DataRow("popped.pt", "posix.system")]
    [DataRow("attribute.pt", "torch._utils._rebuild_tensor_v2.__globals__")]
    [DataRow("other-rebuild.pt", "torch._utils._rebuild_device_tensor_from_numpy")]
    [DataRow("model.pt", "torch.nn.modules.linear.Linear")]
    [DataRow("sparse.pt", "torch._utils._rebuild_sparse_tensor")]
    [DataRow("complex.pt", "torch.ComplexFloatStorage")]
    public void Code_and_classes_are_refused_by_name(string file, string name)
    {
        var exception = Assert.ThrowsExactly<FormatException>(() => PyTorchFile.ReadStateDict(Golden.At("pickles", file)));
        Assert.AreEqual($"This is no state_dict of PyTorch, or it is damaged: it asks for \"{name}\", which may be code and is none of a state_dict: save model.state_dict(), not the model.", exception.Message);
        Assert.IsFalse(File.Exists(Mark));
    }

    [TestMethod]
    [DataRow("exec-0.pt", "its pickle has the instruction 100, which no state_dict needs")]
    [DataRow("instance.pt", "its pickle has the instruction 105, which no state_dict needs")]
    [DataRow("unknown.pt", "its pickle has the instruction 255, which no state_dict needs")]
    [DataRow("checkpoint.pt", "\"epoch\" is no tensor: save model.state_dict() by itself")]
    [DataRow("number.pt", "\"lr\" is no tensor: save model.state_dict() by itself")]
    [DataRow("list.pt", "it is no dictionary: save model.state_dict()")]
    [DataRow("keys.pt", "a tensor has no name")]
    [DataRow("before-1.6.pt", "it is no zip; files of torch.save before PyTorch 1.6 are not read: save it again with a later one")]
    [DataRow("huge.pt", "a tensor would have the shape [2147483647]")]
    [DataRow("huge-product.pt", "a tensor would have the shape [2147483647, 2147483647, 2147483647]")]
    [DataRow("behind.pt", "tensor \"w\" [2] would need 3 numbers, and there are 2")]
    [DataRow("repeated.pt", "tensor \"w\" [134217727] repeats its numbers, which is not read: save it as contiguous()")]
    [DataRow("expanded.pt", "tensor \"w\" [100000] repeats its numbers, which is not read: save it as contiguous()")]
    [DataRow("negative-offset.pt", "a tensor is not made as one of a state_dict is")]
    [DataRow("negative-stride.pt", "a tensor is not made as one of a state_dict is")]
    [DataRow("no-stride.pt", "a tensor is not made as one of a state_dict is")]
    [DataRow("no-numbers.pt", "it has no \"archive/data/0\"")]
    [DataRow("path.pt", "it has no \"archive/data//etc/passwd\"")]
    [DataRow("cut.pt", "its pickle ends too early")]
    [DataRow("no-mark.pt", "its pickle has no mark where it takes all to one")]
    [DataRow("no-memo.pt", "its pickle recalls what was not there")]
    [DataRow("empty-stack.pt", "its pickle takes more than there is")]
    [DataRow("two-results.pt", "its pickle ends in the middle")]
    public void What_is_no_state_dict_is_refused(string file, string what)
    {
        var exception = Assert.ThrowsExactly<FormatException>(() => PyTorchFile.ReadStateDict(Golden.At("pickles", file)));
        Assert.AreEqual($"This is no state_dict of PyTorch, or it is damaged: {what}.", exception.Message);
        Assert.IsFalse(File.Exists(Mark));
    }
}
