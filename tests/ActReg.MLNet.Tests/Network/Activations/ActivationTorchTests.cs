using static TorchSharp.torch;

namespace ActReg.MLNet.Tests;

[TestClass]
public class ActivationTorchTests
{
    private const double Tolerance = 3e-6;

    public static IEnumerable<object[]> Activations => ReferenceActivation.All.Select(activation => new object[] { activation });

    [TestMethod]
    [DynamicData(nameof(Activations))]
    public void Values_and_slopes_equal_those_of_TorchSharp(Activation activation)
    {
        TorchRuntime.EnsureLoaded();
        // Without 0, where the frameworks' slopes of kinks differ by convention.
        float[] inputs = [.. Enumerable.Range(-2000, 4001).Where(i => i != 0).Select(i => i * 1e-2f), 1e-30f, -1e-30f, 100, -100];
        using var scope = NewDisposeScope();
        using var gradients = enable_grad();
        using var z = tensor(inputs, requires_grad: true);
        using var a = activation.Apply(z);
        a.sum().backward();

        AssertClose(inputs, a.data<float>().ToArray(), ActivationTests.Forward(activation, inputs));
        AssertClose(inputs, z.grad!.data<float>().ToArray(), ActivationTests.Slopes(activation, inputs));
    }

    private static void AssertClose(float[] inputs, float[] expected, float[] actual)
    {
        for (var i = 0; i < inputs.Length; i++)
            Assert.AreEqual(expected[i], actual[i], Tolerance * Math.Max(1, Math.Abs(expected[i])), $"at {inputs[i]}");
    }
}
