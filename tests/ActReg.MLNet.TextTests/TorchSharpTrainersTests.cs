using Microsoft.ML;
using Microsoft.ML.TorchSharp;
using static TorchSharp.torch;

namespace ActReg.MLNet.TextTests;

/// <summary>
/// Microsoft.ML.TorchSharp 0.23.1 beside this plugin, in one process with its TorchSharp 0.107: what works, and what does not. Where a test here fails since something works again, docs/deployment.md
/// and the README's table want a new look.
/// </summary>
[TestClass]
public sealed class TorchSharpTrainersTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Both_work_with_one_libtorch_in_one_process()
    {
        TorchRuntime.EnsureLoaded();
        // What its trainers compute with.
        using var gelu = new Microsoft.ML.TorchSharp.NasBert.Modules.GeLUFast();
        using var input = tensor(new[] { -1f, 0f, 1f });
        using var output = gelu.forward(input);
        CollectionAssert.AreEqual(new[] { 0f, 1f }, new[] { output[1].item<float>(), MathF.Round(output[2].item<float>() - output[0].item<float>()) });
        var rows = _mlContext.Data.LoadCircles(sampleCount: 50, noise: 0.1, seed: 1);
        var options = new ActivityRegularizedMlpOptions { Engine = TrainingEngine.Torch, Epochs = 2 };
        Assert.HasCount(2, _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(options).Fit(rows).GetNetwork().History);
    }

    [TestMethod]
    public void Its_text_classification_does_not_train_on_this_TorchSharp()
    {
        TorchRuntime.EnsureLoaded();
        var texts = _mlContext.Data.LoadFromEnumerable(Review.Many(8, seed: 1).Select(review => new Sentence { Text = review.Text, Label = review.Label ? 1u : 2u }));
        var trainer = _mlContext.MulticlassClassification.Trainers.TextClassification("Label", sentence1ColumnName: "Text", batchSize: 4, maxEpochs: 1);
        var keys = _mlContext.Transforms.Conversion.MapValueToKey("Label");
        var failure = Assert.Throws<Exception>(() => keys.Append(trainer).Fit(texts));
        Assert.Contains("empty handle", failure.ToString());
    }

    [TestMethod]
    public void Its_object_detection_lacks_a_method_of_this_TorchSharp()
    {
        TorchRuntime.EnsureLoaded();
        var failure = Assert.Throws<Exception>(() =>
        {
            // The part of its detector that brings feature maps to one size.
            using var pyramid = new Microsoft.ML.TorchSharp.AutoFormerV2.FPN([8, 8, 8], 8, 5);
            pyramid.forward([zeros(1, 8, 8, 8), zeros(1, 8, 4, 4), zeros(1, 8, 2, 2)]);
        });
        Assert.Contains("interpolate", failure.ToString());
    }

    private sealed class Sentence
    {
        public string Text { get; set; } = "";

        public uint Label { get; set; }
    }
}
