using CsCheck;

namespace ActReg.MLNet.Tests;

/// <summary>Where windows lie, against a walk over all their values, and where there are too many to walk over.</summary>
[TestClass]
public sealed class WindowAxisTests
{
    private static readonly Gen<WindowAxis> Any = Gen.Select(Gen.Int[1, 12], Gen.Int[1, 30], Gen.Int[1, 9], Gen.Int[1, 9], Gen.Enum<Padding>())
        .Select((input, size, stride, dilation, padding) => new WindowAxis(input, size, stride, dilation, padding));

    [TestMethod]
    public void Inside_is_what_is_not_padding() => Any.Sample(
        axis =>
        {
            for (var window = 0; window < axis.Output; window++)
            {
                var (offset, length) = axis.Inside(window).GetOffsetAndLength(axis.Size);
                int[] inside = [.. Enumerable.Range(0, axis.Size).Where(value => IsInside(axis, window, value))];
                TinyTraining.AreEqual(inside, Enumerable.Range(offset, length).Where(_ => inside.Length > 0), axis.ToString());
                Assert.HasCount(length, inside);
            }
        }, seed: "0000KOIPe036", threads: 1);

    /// <summary>The middle of the three windows covers all, the others all but what is beyond one end.</summary>
    [TestMethod]
    public void Windows_far_larger_than_their_input()
    {
        var axis = new WindowAxis(3, 2_000_000_001, 1, 1, Padding.Same);
        Assert.AreEqual(2_000_000_003, axis.PaddedInput);
        Assert.AreEqual(1_000_000_000, axis.Before);
        Assert.AreEqual(1_000_000_000, axis.After);
        TinyTraining.AreEqual(
            [1_000_000_000..1_000_000_003, 999_999_999..1_000_000_002, 999_999_998..1_000_000_001],
            Enumerable.Range(0, 3).Select(axis.Inside));
    }

    [TestMethod]
    [DataRow(int.MaxValue, 1, 2147483647L)]
    [DataRow(2, int.MaxValue, 2147483648L)]
    [DataRow(int.MaxValue, int.MaxValue, 4611686011984936963L)]
    public void An_extent_is_what_it_is(int size, int dilation, long extent) =>
        Assert.AreEqual(extent, new WindowAxis(3, size, 1, dilation, Padding.Valid).Extent);

    /// <summary>TensorFlow's rule: as many zeros as the windows need, the odd one at the end.</summary>
    private static bool IsInside(WindowAxis axis, int window, int value)
    {
        var outputs = axis.Padding == Padding.Same ? (axis.Input + axis.Stride - 1) / axis.Stride : axis.Output;
        var zeros = axis.Padding == Padding.Same
            ? Math.Max((outputs - 1) * axis.Stride + (axis.Size - 1) * axis.Dilation + 1 - axis.Input, 0) : 0;
        var place = window * axis.Stride + value * axis.Dilation - zeros / 2;
        return place >= 0 && place < axis.Input;
    }
}
