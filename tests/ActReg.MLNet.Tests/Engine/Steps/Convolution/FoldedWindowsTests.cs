using CsCheck;

namespace ActReg.MLNet.Tests;

/// <summary>Products of windows where they stand, against those of windows that are copied out: the same bits.</summary>
[TestClass]
public sealed unsafe class FoldedWindowsTests
{
    private static readonly Gen<(int Length, int Size, int Stride, int Dilation)> Axis = Gen.Select(Gen.Int[1, 20], Gen.Int[1, 5], Gen.Int[1, 3], Gen.Int[1, 2]);

    private static readonly Gen<(Windows Windows, int Filters, int Seed)> Cases = Gen.Select(Axis, Axis, Gen.Enum<Padding>(), Gen.Int[1, 70], Gen.Int[1, 5], Gen.Int).Select(
        (height, width, padding, channels, filters, seed) => (
            new Windows(
                new WindowAxis(height.Length, height.Size, height.Stride, height.Dilation, padding), new WindowAxis(width.Length, width.Size, width.Stride, 1, padding), channels),
            8 * filters, seed)).Where(c => c.Item1.Height.Output > 0 && c.Item1.Width.Output > 0);

    [TestMethod]
    public void Products_with_a_kernel_have_the_same_bits() => Cases.Sample(
        c =>
        {
            var (windows, filters, random) = (c.Windows, c.Filters, new Random(c.Seed));
            var depth = windows.Size * windows.Channels;
            using var _ = Copied(windows, random, out var image, out var patches, out var room);
            var (kernel, bias) = (Random(random, depth * filters), Random(random, filters));
            var (expected, actual) = (new AlignedBuffer(windows.Count * filters), new AlignedBuffer(windows.Count * filters));
            MatrixProduct.Multiply(
                windows.Count, filters, depth, new Matrix(patches.Pointer, depth), new Matrix(kernel.Pointer, filters), bias.Pointer, new Matrix(expected.Pointer, filters));
            var packed = new AlignedBuffer(FoldedProduct.RoomLength(depth));
            FoldedProduct.Multiply(
                filters, FoldedWindows.Of(windows)!.In(image.Pointer, room.Pointer), new Matrix(kernel.Pointer, filters), bias.Pointer, new Matrix(actual.Pointer, filters), packed.Pointer);
            AssertSame(expected, actual);
            GC.KeepAlive(packed);
            GC.KeepAlive(kernel);
            GC.KeepAlive(bias);
        },
        iter: 300, threads: 1);

    [TestMethod]
    public void Those_of_the_transpose_are_added_with_the_same_bits() => Cases.Sample(
        c =>
        {
            var (windows, filters, random) = (c.Windows, c.Filters, new Random(c.Seed));
            var depth = windows.Size * windows.Channels;
            using var _ = Copied(windows, random, out var image, out var patches, out var room);
            var slopes = Random(random, windows.Count * filters);
            var (expected, actual) = (Random(new Random(1), depth * filters), Random(new Random(1), depth * filters));
            MatrixProduct.Add(
                depth, filters, windows.Count, new Matrix(patches.Pointer, depth).Transposed, new Matrix(slopes.Pointer, filters), new Matrix(expected.Pointer, filters));
            FoldedProduct.Multiply(
                filters, FoldedWindows.Of(windows)!.In(image.Pointer, room.Pointer).Transposed, new Matrix(slopes.Pointer, filters), actual.Pointer,
                new Matrix(actual.Pointer, filters), room: null);
            AssertSame(expected, actual);
            GC.KeepAlive(slopes);
        },
        iter: 300, threads: 1);

    [TestMethod]
    public void Windows_of_dilated_columns_do_not_stand_together()
    {
        var axis = new WindowAxis(9, 3, 1, 1, Padding.Valid);
        Assert.IsNotNull(FoldedWindows.Of(new Windows(axis, axis, 4)));
        Assert.IsNull(FoldedWindows.Of(new Windows(axis, axis with { Dilation = 2 }, 4)));
    }

    /// <summary>A random image, its windows, and room whose values have had another use.</summary>
    private static Kept Copied(Windows windows, Random random, out AlignedBuffer image, out AlignedBuffer patches, out AlignedBuffer room)
    {
        var depth = windows.Size * windows.Channels;
        image = Random(random, windows.Height.Input * windows.Width.Input * windows.Channels);
        patches = new AlignedBuffer(windows.Count * depth);
        room = Random(random, FoldedWindows.Of(windows)!.RoomLength);
        Patches.Copy(windows, 0, windows.Count, group: 0, groups: 1, image.Pointer, new Matrix(patches.Pointer, depth));
        return new Kept(image, patches, room);
    }

    private static AlignedBuffer Random(Random random, int length)
    {
        var buffer = new AlignedBuffer(length);
        Numbers.Array(random, length).CopyTo(buffer.Span);
        return buffer;
    }

    private static void AssertSame(AlignedBuffer expected, AlignedBuffer actual) => Assert.IsTrue(expected.Span.SequenceEqual(actual.Span));

    /// <summary>Keeps buffers until their pointers have been used.</summary>
    private sealed record Kept(params AlignedBuffer[] Buffers) : IDisposable
    {
        public void Dispose() => GC.KeepAlive(Buffers);
    }
}
