namespace ActReg.MLNet.Interchange;

/// <summary>A file's bytes by address. What a file claims is read only where it is there, and no oftener than a file needs that leads in no circles.</summary>
internal sealed class HdfBytes
{
    /// <summary>What all addresses and lengths have in files of h5py.</summary>
    public const int AddressLength = 8;

    /// <summary>The address of nothing.</summary>
    public const ulong Undefined = ulong.MaxValue;

    private const int MostReadings = 16;

    /// <summary>Weights hardly become smaller by compression.</summary>
    private const int MostExpansion = 100;

    private const int Allowance = 1 << 20;

    private readonly Stream _stream;
    private long _left;
    private long _valuesLeft;
    private long _expandedLeft;

    /// <param name="stream">The file, from its first byte.</param>
    public HdfBytes(Stream stream)
    {
        _stream = stream;
        Length = stream.Length;
        _left = Math.Min(Length, (long.MaxValue - Allowance) / MostReadings) * MostReadings + Allowance;
        _valuesLeft = Length;
        _expandedLeft = Math.Min(Length, long.MaxValue / MostExpansion) * MostExpansion;
    }

    public long Length { get; }

    /// <summary>Some bytes.</summary>
    /// <param name="address">Where they begin.</param>
    /// <param name="length">How many.</param>
    /// <param name="what">What they are, for messages.</param>
    /// <exception cref="FormatException">They are not there.</exception>
    public byte[] Read(ulong address, ulong length, string what)
    {
        Check(address, length, what);
        if (length > (ulong)Array.MaxLength)
            throw HdfFile.Damaged($"{what} would have {length} bytes");
        if ((_left -= (long)length) < 0)
            throw HdfFile.Damaged("what it consists of leads in circles");
        return Bytes(address, (int)length);
    }

    /// <summary>A cursor over some bytes.</summary>
    /// <inheritdoc cref="Read"/>
    public HdfCursor At(ulong address, ulong length, string what) => new(Read(address, length, what), what);

    /// <summary>Bytes of values: all that are read cannot be more than the file has, so no two datasets share any.</summary>
    /// <exception cref="FormatException">They are not there.</exception>
    public void TakeValues(ulong address, ulong length, string what)
    {
        Check(address, length, what);
        if ((_valuesLeft -= (long)length) < 0)
            throw HdfFile.Damaged($"{what} and others would have more bytes than the file");
    }

    /// <summary>Bytes that compressed values become: of all of them a hundred times what the file has at most.</summary>
    /// <exception cref="FormatException">They would be more.</exception>
    public void TakeExpanded(long length, string what)
    {
        if ((_expandedLeft -= length) < 0)
            throw HdfFile.Damaged($"{what} would be more than {MostExpansion} times as large as the file");
    }

    /// <summary>Bytes that were taken.</summary>
    public byte[] Bytes(ulong address, int length)
    {
        var bytes = new byte[length];
        _stream.Position = (long)address;
        _stream.ReadExactly(bytes);
        return bytes;
    }

    private void Check(ulong address, ulong length, string what)
    {
        if (address > (ulong)Length || length > (ulong)Length - address)
            throw HdfFile.Damaged($"{what} would be behind its end");
    }
}
