using System.Buffers.Binary;
using System.IO.Compression;

namespace ActReg.MLNet.Cli.Fashion;

/// <summary>A gzipped file of bytes in the IDX format: their dimensions, and the bytes, row-major.</summary>
/// <remarks>The format is described at the end of LeCun, Cortes and Burges, "The MNIST database of handwritten digits".</remarks>
internal sealed record IdxFile(int[] Dimensions, byte[] Values)
{
    private const int UnsignedBytes = 0x08;
    private const long MostValues = 1 << 30;

    /// <param name="path">The file.</param>
    /// <param name="dimensionCount">The dimensions that it must have.</param>
    /// <exception cref="IOException">The file cannot be read, or is none of this kind.</exception>
    public static IdxFile Read(string path, int dimensionCount)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var content = new GZipStream(file, CompressionMode.Decompress);
            var header = new byte[4 + 4 * dimensionCount];
            content.ReadExactly(header);
            if (header[0] != 0 || header[1] != 0 || header[2] != UnsignedBytes || header[3] != dimensionCount)
            {
                throw new InvalidDataException(
                    $"its magic number is {Convert.ToHexString(header.AsSpan(0, 4))}, not 000008{dimensionCount:X2}.");
            }

            int[] dimensions = [.. Enumerable.Range(0, dimensionCount)
                .Select(i => BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4 + 4 * i)))];
            if (dimensions.Any(dimension => dimension < 1) || dimensions.Aggregate((Int128)1, (product, n) => product * n) > MostValues)
                throw new InvalidDataException($"its dimensions are {string.Join(" x ", dimensions)}.");
            var values = new byte[dimensions.Aggregate((product, dimension) => product * dimension)];
            content.ReadExactly(values);
            return content.ReadByte() < 0 ? new IdxFile(dimensions, values)
                : throw new InvalidDataException("it has more values than its dimensions say.");
        }
        catch (EndOfStreamException error)
        {
            throw new IOException($"'{path}' is no IDX file of bytes: it ends too early.", error);
        }
        catch (InvalidDataException error)
        {
            throw new IOException($"'{path}' is no IDX file of bytes: {error.Message}", error);
        }
    }
}
