namespace ActReg.MLNet.InterchangeTests.Keras;

/// <summary>Archives of Golden/make_archives.py.</summary>
[TestClass]
public sealed class KerasArchiveTests
{
    [TestMethod]
    [DataRow("compressed.keras")]
    [DataRow("paths.keras")]
    public void What_is_besides_is_left_alone(string file)
    {
        var weights = KerasFile.ReadWeights(Golden.At("archives", file));
        Assert.AreSequenceEqual(KerasFile.ReadWeights(Golden.At("keras", "masked.keras")).SelectMany(tensor => tensor.Values), weights.SelectMany(tensor => tensor.Values));
        Assert.HasCount(3, KerasFile.ReadNetwork(Golden.At("archives", file)).Layers);
        Assert.IsFalse(File.Exists("/tmp/evil.txt"));
    }

    [TestMethod]
    [DataRow("twice.keras", "it has \"config.json\" twice")]
    [DataRow("no-weights.keras", "it has no \"model.weights.h5\"")]
    [DataRow("weights-bomb.keras", "\"model.weights.h5\" would be more than 100 times as large as the archive")]
    [DataRow("lying.keras", "\"model.weights.h5\" has not the 21144 bytes that the archive says")]
    public void Weights_that_are_not_there_are_refused(string file, string what) => Refused(() => KerasFile.ReadWeights(Golden.At("archives", file)), $"This is no .keras file, or it is damaged: {what}.");

    [TestMethod]
    [DataRow("twice.keras", "This is no .keras file, or it is damaged: it has \"config.json\" twice.")]
    [DataRow("no-config.keras", "This is no .keras file, or it is damaged: it has no \"config.json\".")]
    [DataRow("config-bomb.keras", "This is no .keras file, or it is damaged: \"config.json\" would be more than 100 times as large as the archive.")]
    [DataRow("empty.keras", "This is no description of a Keras model, or it is damaged: it must be JSON ('P' is an invalid start of a value. LineNumber: 0 | BytePositionInLine: 0).")]
    public void A_description_that_is_not_there_is_refused(string file, string message) => Refused(() => KerasFile.ReadNetwork(Golden.At("archives", file)), message);

    [TestMethod]
    public void What_is_none_of_Kerass_is_refused()
    {
        Refused(() => KerasFile.ReadWeights(Golden.At("keras", "outputs.json")), "This is no file of weights: it begins neither as HDF5 nor as a zip.");
        Refused(() => KerasFile.ReadWeights(Golden.At("archives", "weights-are-text.keras")), "This is no HDF5 file, or it is damaged: it does not begin with HDF5's signature.");
        Refused(() => KerasFile.ReadNetwork(Golden.At("keras", "dense.weights.h5")), "This file has weights only, and does not say of what model: it has no model_config. Build the layers, and give it to KerasFile.ReadWeights.");
        Assert.ThrowsExactly<FileNotFoundException>(() => KerasFile.ReadWeights("none.keras"));
    }

    private static void Refused(Action read, string message) => Assert.AreEqual(message, Assert.ThrowsExactly<FormatException>(read).Message);
}
