using static TorchSharp.torch;

namespace ActReg.MLNet.Tests;

[TestClass]
[DoNotParallelize]
public class TorchArithmeticTests
{
    [TestMethod]
    public void Operations_are_those_they_say()
    {
        TorchRuntime.EnsureLoaded();
        using var scope = NewDisposeScope();
        var values = tensor(new float[] { -1, 0.5f, 2 });
        CollectionAssert.AreEqual(new[] { -2, 1, 4f }, values.Plus(values).data<float>().ToArray());
        CollectionAssert.AreEqual(new[] { -3, 1.5f, 6 }, values.Times(3).data<float>().ToArray());
        CollectionAssert.AreEqual(new[] { 0, 1, 1f }, values.IsPositive().data<float>().ToArray());
        using var edges = tensor(new float[] { 0, -0f, float.Epsilon, float.NaN });
        CollectionAssert.AreEqual(new[] { 0, 0, 1f, 0 }, edges.IsPositive().data<float>().ToArray());
        CollectionAssert.AreEqual(new[] { 1, 1, 0f, 0 }, edges.IsZero().data<float>().ToArray());
        CollectionAssert.AreEqual(new[] { -1, 0.5f, 2 }, values.data<float>().ToArray());
        using var mean = zeros(3);
        mean.Follow(values, 0.25);
        CollectionAssert.AreEqual(new[] { -0.25f, 0.125f, 0.5f }, mean.data<float>().ToArray());
    }

    /// <summary>TorchSharp's own operators fail here: they let a number be freed while libtorch still reads it.</summary>
    [TestMethod]
    public void Results_survive_garbage_collections_at_any_moment()
    {
        TorchRuntime.EnsureLoaded();
        using var values = tensor(new float[] { -1, 0.5f, 2 });
        Collections.During(() =>
        {
            for (var i = 0; i < 20_000; i++)
            {
                using var scope = NewDisposeScope();
                Assert.AreEqual(3f, values.Plus(values).sum().item<float>());
                Assert.AreEqual(4.5f, values.Times(3).sum().item<float>());
                Assert.AreEqual(2f, values.IsPositive().sum().item<float>());
                Assert.AreEqual(0f, values.IsZero().sum().item<float>());
                using var mean = zeros(3);
                mean.Follow(values, 0.25);
                Assert.AreEqual(0.375f, mean.sum().item<float>());
            }
        });
    }
}
