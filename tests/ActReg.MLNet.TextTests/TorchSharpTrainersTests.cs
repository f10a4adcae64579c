using Microsoft.ML;
using static TorchSharp.torch;

namespace ActReg.MLNet.TextTests;

/// <summary>
/// Microsoft.ML.TorchSharp 0.23.1 beside this plugin, in one process with its TorchSharp 0.107: what works, and what does not. Where a test here fails since something works again, docs/deployment.md
/// and the README's table want a new look. Its text trainers fetch their model from the net before they fail, which no test should.
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
}
