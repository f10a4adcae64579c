using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ActReg.MLNet;

/// <summary>A checksum of numbers: half of their SHA-256, in hexadecimal digits.</summary>
internal sealed class Checksum : IDisposable
{
    private const int ChunkLength = 1 << 20;
    private const int Bytes = 16;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Of arrays, whose lengths count too.</summary>
    public static string Of(IEnumerable<float[]> arrays) => Of(arrays.Select(array => new RowValues(1, array)));

    /// <summary>Of rows, each set's as of one array; an empty one where there are none.</summary>
    public static string Of(IEnumerable<RowValues?> sets)
    {
        using var checksum = new Checksum();
        foreach (var rows in sets)
        {
            var length = rows == null ? 0 : (long)rows.Count * rows.Width;
            checksum._hash.AppendData(length <= int.MaxValue ? BitConverter.GetBytes((int)length) : BitConverter.GetBytes(length));
            foreach (var piece in rows?.Pieces ?? [])
            {
                // In pieces, because bytes are counted in an int.
                for (var start = 0; start < piece.Length; start += ChunkLength)
                    checksum.Add(piece.Span[start..Math.Min(piece.Length, start + ChunkLength)]);
            }
        }

        return checksum.Finish();
    }

    public void Add(ReadOnlySpan<float> values) => _hash.AppendData(MemoryMarshal.AsBytes(values));

    public string Finish() => Convert.ToHexStringLower(_hash.GetHashAndReset().AsSpan(0, Bytes));

    public void Dispose() => _hash.Dispose();
}
