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
    public static string Of(IEnumerable<float[]> arrays)
    {
        using var checksum = new Checksum();
        foreach (var array in arrays)
        {
            checksum._hash.AppendData(BitConverter.GetBytes(array.Length));
            // In pieces, because bytes are counted in an int.
            for (var start = 0; start < array.Length; start += ChunkLength)
                checksum.Add(array.AsSpan(start, Math.Min(ChunkLength, array.Length - start)));
        }

        return checksum.Finish();
    }

    public void Add(ReadOnlySpan<float> values) => _hash.AppendData(MemoryMarshal.AsBytes(values));

    public string Finish() => Convert.ToHexStringLower(_hash.GetHashAndReset().AsSpan(0, Bytes));

    public void Dispose() => _hash.Dispose();
}
