using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>A GPU is asked for where there is none. What happens where there is one was not checked.</summary>
[TestClass]
public sealed class DevicesTests
{
    private static bool HasCuda
    {
        get
        {
            TorchRuntime.EnsureLoaded();
            return TorchSharp.torch.cuda.is_available();
        }
    }

    [TestMethod]
    [DataRow(TrainingEngine.Auto, TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Fused, TrainingEngine.Fused)]
    [DataRow(TrainingEngine.Torch, TrainingEngine.Torch)]
    public void Without_one_training_falls_back_to_the_CPU_with_a_warning(TrainingEngine requested, TrainingEngine engine)
    {
        if (HasCuda)
            Assert.Inconclusive("This machine has a GPU.");
        var mlContext = new MLContext(seed: 1) { GpuDeviceId = 0, FallbackToCpu = true };
        var log = new RecordedLog(mlContext);
        var options = TinyTraining.Options();
        options.Engine = requested;
        var model = TinyTraining.Trainer(mlContext, options).Fit(TinyTraining.Circles(mlContext));

        Assert.HasCount(1, log.Warnings);
        Assert.MatchesRegex(@"^GPU 0 \(MLContext\.GpuDeviceId\) cannot be used: .+\. Training on the CPU\.$", log.Warnings[0]);
        options.Engine = engine;
        TinyTraining.AreEqual(TinyTraining.Fit(options).AllWeights(), model.AllWeights());
        Assert.AreEqual(engine, model.Network().TrainingSettings.Engine);
    }

    [TestMethod]
    [DataRow(TrainingEngine.Auto, "this libtorch sees no CUDA device; TorchSharp-cuda-linux or TorchSharp-cuda-windows, and NVIDIA's driver, are needed")]
    [DataRow(TrainingEngine.Fused, "the engine Fused uses the CPU only")]
    public void Without_one_and_without_falling_back_Fit_says_why(TrainingEngine engine, string reason)
    {
        if (HasCuda)
            Assert.Inconclusive("This machine has a GPU.");
        var mlContext = new MLContext(seed: 1) { GpuDeviceId = 0, FallbackToCpu = false };
        var options = TinyTraining.Options();
        options.Engine = engine;
        var error = Assert.ThrowsExactly<InvalidOperationException>(
            () => TinyTraining.Trainer(mlContext, options).Fit(TinyTraining.Circles(mlContext)));
        Assert.AreEqual(
            $"GPU 0 (MLContext.GpuDeviceId) cannot be used: {reason}. MLContext.FallbackToCpu would train on the CPU instead.", error.Message);
    }

    /// <summary>Nothing asks libtorch about devices.</summary>
    [TestMethod]
    public void Unasked_the_CPU_is_used_silently()
    {
        var mlContext = new MLContext(seed: 1) { FallbackToCpu = false };
        var log = new RecordedLog(mlContext);
        Assert.AreEqual(
            TrainingEngine.Fused, TinyTraining.Trainer(mlContext).Fit(TinyTraining.Circles(mlContext)).Network().TrainingSettings.Engine);
        Assert.IsEmpty(log.Warnings);
    }
}
