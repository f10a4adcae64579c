using static TorchSharp.torch;

namespace ActReg.MLNet.Tests;

[TestClass]
public sealed class TorchGroupsTests
{
    /// <summary>By hand: each filter of a group sees that group's channels alone, whatever libtorch makes of groups on this machine.</summary>
    [TestMethod]
    public void Groups_are_convolved_apart()
    {
        TorchRuntime.EnsureLoaded();
        using var scope = NewDisposeScope();
        var image = arange(2 * 4 * 12, dtype: ScalarType.Float32).view(2, 4, 3, 4);
        var kernel = arange(6 * 2 * 4, dtype: ScalarType.Float32).sin().view(6, 2, 2, 2);
        var output = TorchGroups.Convolve(image, kernel, zeros(6), [1, 1], [1, 1], groups: 2);
        foreach (var (row, filter, y, x) in new[] { (0, 0, 0, 0), (1, 2, 1, 2), (0, 3, 0, 1), (1, 5, 1, 0) })
        {
            double expected = 0;
            for (var channel = 0; channel < 2; channel++)
            {
                for (var i = 0; i < 4; i++)
                    expected += image[row, filter / 3 * 2 + channel, y + i / 2, x + i % 2].item<float>() * (double)kernel[filter, channel, i / 2, i % 2].item<float>();
            }

            Assert.AreEqual(expected, output[row, filter, y, x].item<float>(), 1e-3);
        }
    }
}
