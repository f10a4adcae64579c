using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ActReg.MLNet;

/// <summary>A checksum of numbers: half of their SHA-256, in hexadecimal digits.</summary>
internal sealed class Checksum : IDisposable
{
    private const int Bytes = 16;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Of arrays, whose lengths count too.</summary>
    public static string Of(IEnumerable<float[]> arrays) => Of(arrays.Select(array => new RowValues(1, array)), rows: null);

    /// <summary>Of rows, each set's as of one array; an empty one where there are none.</summary>
    /// <param name="sets">The sets.</param>
    /// <param name="rows">Which rows of each; <see langword="null"/> for all.</param>
    public static string Of(IEnumerable<FeatureValues?> sets, int[]? rows)
    {
        using var checksum = new Checksum();
        foreach (var set in sets)
        {
            var length = set == null ? 0 : (long)(rows?.Length ?? set.Count) * set.Width;
            checksum._hash.AppendData(length <= int.MaxValue ? BitConverter.GetBytes((int)length) : BitConverter.GetBytes(length));
            set?.AddTo(checksum._hash, rows);
        }

        return checksum.Finish();
    }

    public void Add(ReadOnlySpan<float> values) => _hash.AppendData(MemoryMarshal.AsBytes(values));

    public string Finish() => Convert.ToHexStringLower(_hash.GetHashAndReset().AsSpan(0, Bytes));

    public void Dispose() => _hash.Dispose();
}
