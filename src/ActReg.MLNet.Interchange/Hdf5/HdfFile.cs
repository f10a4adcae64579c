namespace ActReg.MLNet.Interchange;

/// <summary>Reads HDF5 files as h5py writes them by default, and nothing else: groups, attributes of texts, datasets of floating-point numbers.</summary>
/// <remarks>
/// <para>By "HDF5 File Format Specification Version 3.0" (The HDF Group). Whatever leads out of the file (external links, external raw data, virtual datasets) or around in it (soft links) is refused: a file of
/// somebody else's is to open no other. What only files of <c>libver="latest"</c> have, dense groups and attributes, and chunks in other trees than the first, is refused too, by name.</para>
/// <para>PureHDF 2.2.0, which tests compare with, follows links to other files wherever a group is listed, and waits for ever for a pipe there.</para>
/// </remarks>
internal sealed class HdfFile : IDisposable
{
    private const int MostSuperblockBytes = 128;

    private readonly Stream _stream;

    /// <param name="stream">The file, which is closed with this.</param>
    /// <exception cref="FormatException">It is no such file.</exception>
    public HdfFile(Stream stream)
    {
        _stream = stream;
        try
        {
            Bytes = new(stream);
            Root = new(new HdfHeader(Bytes, RootAddress(), ""), Bytes, "", new HdfHeap(Bytes));
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>The group that has all others.</summary>
    public HdfGroup Root { get; }

    private HdfBytes Bytes { get; }

    /// <summary>Whether bytes begin as such a file does.</summary>
    public static bool IsHdf(ReadOnlySpan<byte> start) => start.Length >= 8 && start[0] == 0x89 && start[1..8].SequenceEqual("HDF\r\n\x1A\n"u8);

    public static FormatException Damaged(string what, Exception? inner = null) => Interchange.Damaged.File("HDF5 file", what, inner);

    public void Dispose() => _stream.Dispose();

    /// <summary>Where the root group's header is, by the superblock.</summary>
    private ulong RootAddress()
    {
        var start = Bytes.At(0, (ulong)Math.Min(Bytes.Length, MostSuperblockBytes), "the superblock");
        if (!IsHdf(start.Take(Math.Min(8, (ulong)start.Left)).Span))
            throw Damaged("it does not begin with HDF5's signature");
        var version = start.Version(0, 3);
        if (version < 2)
            start.Skip(4);
        CheckLengths(start.Byte(), start.Byte());
        // Version 0 or 1: a reserved byte, two sizes of nodes, flags, and of version 1 another size. 2 or 3: flags.
        start.Skip(version switch { 0 => 1 + 2 + 2 + 4, 1 => 1 + 2 + 2 + 4 + 2 + 2, _ => 1 });
        if (start.UInt64() != 0)
            throw Damaged("its addresses do not begin at 0");
        // Of free space, or of more about the file.
        start.UInt64();
        var end = start.UInt64();
        if (end > (ulong)Bytes.Length)
            throw Damaged($"it has {Bytes.Length} of {end} bytes");
        if (version >= 2)
            return start.UInt64();
        // A driver's address, and the root's name.
        start.Skip(2 * HdfBytes.AddressLength);
        return start.UInt64();
    }

    private static void CheckLengths(byte addresses, byte lengths)
    {
        if (addresses != HdfBytes.AddressLength || lengths != HdfBytes.AddressLength)
            throw Damaged($"addresses and lengths must have 8 bytes; they have {addresses} and {lengths}");
    }
}
