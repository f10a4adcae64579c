using Microsoft.ML;

namespace ActReg.MLNet.OnnxTests;

/// <summary>Chains with a step that cannot be exported.</summary>
[TestClass]
public sealed class ChainTests
{
    private static readonly MLContext Context = new(seed: 1);

    /// <summary>ML.NET leaves out that step and all before it; of a column that it had changed the graph would read what it was before.</summary>
    [TestMethod]
    public void OtherFeaturesAreRefused()
    {
        var model = Context.Transforms.ApproximatedKernelMap("Features", rank: 3)
            .Append(Context.BinaryClassification.Trainers.ActivityRegularizedMlp(hiddenUnits: [4], epochs: 2)).Fit(Samples.Train);
        var exception = Assert.ThrowsExactly<InvalidOperationException>(() => ExportedModel.Export(model, Samples.Test));
        Assert.AreEqual(
            "ActivityRegularizedNetwork cannot be exported to ONNX: it reads 3 values, and its column \"Features\" has 4, because a step before it cannot be exported.", exception.Message);
    }

    [TestMethod]
    public void AMissingColumnIsNamed()
    {
        var model = Context.Transforms.ApproximatedKernelMap("Components", "Features", rank: 3)
            .Append(Context.Transforms.SparseAutoencoder("Code", "Components", codeSize: 4)).Fit(Samples.Train);
        var exception = Assert.ThrowsExactly<InvalidOperationException>(() => ExportedModel.Export(model, Samples.Test));
        Assert.AreEqual(
            "SparseAutoencoderTransformer cannot be exported to ONNX, because its column \"Components\" is made by a step that cannot be.", exception.Message);
    }
}
