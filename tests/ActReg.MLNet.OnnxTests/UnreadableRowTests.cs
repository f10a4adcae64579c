using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;

namespace ActReg.MLNet.OnnxTests;

/// <summary>Rows with features that are not finite: they score NaN, as here; but ML.NET's node for the predicted label of two classes refuses them, with the rest of their batch.</summary>
[TestClass]
public sealed class UnreadableRowTests
{
    private static readonly MLContext Context = new(seed: 1);

    private static readonly ITransformer Model = Context.BinaryClassification.Trainers.ActivityRegularizedMlp(hiddenUnits: [8], epochs: 3).Fit(Samples.Train);

    [TestMethod]
    public void TheirBatchHasNoPredictedLabels()
    {
        using var exported = ExportedModel.Of(Model, Samples.TestWithUnreadable);
        var exception = Assert.ThrowsExactly<OnnxRuntimeException>(() => exported.Run<bool>(Samples.TestWithUnreadable, "PredictedLabel"));
        StringAssert.Contains(exception.Message, "Input data with index: 6 is NaN");
    }

    /// <summary>Where the label is none of the outputs, too: ONNX Runtime computes what nobody asks for.</summary>
    [TestMethod]
    public void TheirBatchHasNoScoresEither()
    {
        using var stream = new MemoryStream();
        Context.Model.ConvertToOnnx(Model, Samples.TestWithUnreadable, stream, "Score");
        using var exported = ExportedModel.Of(stream.ToArray());
        Assert.ThrowsExactly<OnnxRuntimeException>(() => exported.Run<float>(Samples.TestWithUnreadable, "Score"));
    }
}
