using System.Security.Cryptography;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace ActReg.MLNet;

/// <summary>The keys that a column had when a transform was fitted: how many, and which in which order, as far as it said so.</summary>
/// <param name="Count">How many.</param>
/// <param name="Checksum">Of what they stand for, in order; empty where that was not known.</param>
internal sealed record FittedKeys(int Count, string Checksum)
{
    private const int ChecksumBytes = 16;

    /// <summary>Those of a column; <see langword="null"/> where it has no keys.</summary>
    public static FittedKeys? Of(DataViewSchema.Column column) => column.Type.GetItemType() is KeyDataViewType { Count: <= int.MaxValue and var count }
        ? new((int)count, ColumnMarks.KeyValues(column) is { } values ? ChecksumOf(values) : "") : null;

    /// <summary>Why another column's keys would be taken for others; <see langword="null"/> where nothing speaks against them.</summary>
    /// <param name="column">The column.</param>
    public string? Problem(DataViewSchema.Column column)
    {
        if (Of(column) is not { } other)
            return Rule.Broken($"column \"{column.Name}\"", "must have keys, as when the transform was fitted", column.Type);
        if (other.Count == Count && (other.Checksum.Length == 0 || Checksum.Length == 0 || other.Checksum == Checksum))
            return null;
        var received = ColumnMarks.KeyValues(column) is { } values ? $"{other.Count}: {Excerpt.Of(values)}" : $"{other.Count}";
        return Rule.Broken($"column \"{column.Name}\"", $"must have the {Count} keys that it had when the transform was fitted, in their order", received)
            + " Make keys by the MapValueToKey that was fitted with it, in one pipeline or by its transformer, not by one that is fitted anew.";
    }

    public void Save(ModelSaveContext ctx)
    {
        ctx.Writer.Write(Count);
        ctx.Writer.Write(Checksum);
    }

    public static FittedKeys Load(IExceptionContext env, ModelLoadContext ctx)
    {
        var keys = new FittedKeys(ctx.Reader.ReadInt32(), ctx.Reader.ReadString());
        env.CheckDecode(keys.Count > 0 && keys.Checksum.Length is 0 or 2 * ChecksumBytes, "The stored keys are none.");
        return keys;
    }

    private static string ChecksumOf(IReadOnlyList<string> values)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var value in values)
        {
            var bytes = Encoding.UTF8.GetBytes(value);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, ChecksumBytes));
    }
}
