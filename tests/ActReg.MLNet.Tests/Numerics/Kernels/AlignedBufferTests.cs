namespace ActReg.MLNet.Tests;

[TestClass]
public unsafe class AlignedBufferTests
{
    [TestMethod]
    public void Starts_at_a_cache_line_with_zeros_and_stays_there()
    {
        for (var length = 0; length < 100; length++)
        {
            var buffer = new AlignedBuffer(length);
            Assert.AreEqual(0, (nint)buffer.Pointer % 64);
            Assert.HasCount(length, buffer.Span.ToArray());
            Assert.IsFalse(buffer.Span.ContainsAnyExcept(0));
            buffer.Span.Fill(length);
            GC.Collect(0, GCCollectionMode.Forced, blocking: true);
            Assert.IsFalse(buffer.Span.ContainsAnyExcept(length));
        }
    }

    [TestMethod]
    public void Starts_where_in_a_page_it_was_asked_to()
    {
        foreach (var offset in new[] { 0, 16, 512, 1008 })
        {
            var buffer = new AlignedBuffer(3000, offset);
            Assert.AreEqual(offset * sizeof(float), (nint)buffer.Pointer % 4096);
            buffer.Span.Fill(1);
        }
    }

    [TestMethod]
    [DataRow(1, 1)]
    [DataRow(8, 8)]
    [DataRow(16, 16)]
    [DataRow(17, 48)]
    [DataRow(24, 48)]
    [DataRow(48, 48)]
    [DataRow(256, 272)]
    [DataRow(504, 528)]
    public void Rows_begin_an_odd_number_of_cache_lines_apart(int width, int stride) =>
        Assert.AreEqual(stride, AlignedBuffer.RowStride(width));

    [TestMethod]
    [DataRow(0, 0)]
    [DataRow(1, 8)]
    [DataRow(8, 8)]
    [DataRow(9, 16)]
    public void Pad_rounds_up_to_vectors(int count, int padded) => Assert.AreEqual(padded, AlignedBuffer.Pad(count));

    [TestMethod]
    public void Lengths_do_not_wrap()
    {
        Assert.ThrowsExactly<OverflowException>(() => AlignedBuffer.Pad(int.MaxValue));
        Assert.ThrowsExactly<OverflowException>(() => AlignedBuffer.RowStride(int.MaxValue));
        Assert.ThrowsExactly<OverflowException>(() => new AlignedBuffer(int.MaxValue));
    }
}
