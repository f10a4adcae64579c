using static TorchSharp.torch;

namespace ActReg.MLNet.Tests;

/// <summary>A training is the same whatever modes of libtorch its caller has set, and leaves them as they were.</summary>
[TestClass]
[DoNotParallelize]
public sealed class TorchModesTests
{
    [TestMethod]
    public void In_inference_mode() => AssertTrainsTheSame(() => inference_mode(), is_inference_mode_enabled);

    [TestMethod]
    public void Without_gradients() => AssertTrainsTheSame(no_grad, () => !is_grad_enabled());

    [TestMethod]
    public void With_anomaly_detection() => AssertTrainsTheSame(() => autograd.set_detect_anomaly(true), () => true);

    [TestMethod]
    public void With_another_default_type() => AssertTrainsTheSame(
        () =>
        {
            set_default_dtype(ScalarType.Float64);
            return new Undo(() => set_default_dtype(ScalarType.Float32));
        },
        () => get_default_dtype() == ScalarType.Float64);

    [TestMethod]
    public void With_another_default_device() => AssertTrainsTheSame(
        () =>
        {
            set_default_device(META);
            return new Undo(() => set_default_device(CPU));
        },
        () => get_default_device().type == TorchSharp.DeviceType.META);

    private static void AssertTrainsTheSame(Func<IDisposable> setMode, Func<bool> isSet)
    {
        TorchRuntime.EnsureLoaded();
        var expected = Train();
        using (setMode())
        {
            TinyTraining.AreEqual(expected.Flat(), Train().Flat());
            Assert.IsTrue(isSet());
        }
    }

    private static TrainingResult Train() => Trainings.Run(
        Trainings.EveryLayer, TrainingSets.Create(new Random(1), 30, 4, weighted: true),
        Trainings.Settings(epochs: 2, engine: TrainingEngine.Torch) with { GradientClipping = GradientClipping.ByNorm(1) },
        TrainingSets.Create(new Random(2), 10, 4));

    private sealed class Undo(Action undo) : IDisposable
    {
        public void Dispose() => undo();
    }
}
