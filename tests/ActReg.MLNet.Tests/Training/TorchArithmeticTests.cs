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
        CollectionAssert.AreEqual(new[] { false, false, true }, values.Above(0.5).data<bool>().ToArray());
    }

    /// <summary>TorchSharp's own operators fail here: they let a number be freed while libtorch still reads it.</summary>
    [TestMethod]
    public void Results_survive_garbage_collections_at_any_moment()
    {
        TorchRuntime.EnsureLoaded();
        using var values = tensor(new float[] { -1, 0.5f, 2 });
        Collections.During(() =>
        {
            for (var i = 0; i < 50_000; i++)
            {
                using var scope = NewDisposeScope();
                Assert.AreEqual(3f, values.Plus(values).sum().item<float>());
                Assert.AreEqual(4.5f, values.Times(3).sum().item<float>());
                Assert.AreEqual(1L, values.Above(1).sum().item<long>());
            }
        });
    }
}
