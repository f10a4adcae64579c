using System.Security.Cryptography;

namespace ActReg.MLNet;

/// <summary>The features of rows: all of them, or those that are not 0.</summary>
/// <param name="width">The numbers of a row.</param>
internal abstract class FeatureValues(int width)
{
    /// <summary>The numbers of a row.</summary>
    public int Width { get; } = width;

    /// <summary>The rows.</summary>
    public abstract int Count { get; }

    /// <summary>Whether zeros are left out, so that <see cref="Nonzeros"/> gives rows.</summary>
    public virtual bool LeaveZerosOut => false;

    /// <summary>The numbers of a row that are not 0.</summary>
    public virtual NonzeroRow Nonzeros(int row) => throw new NotSupportedException("These rows have their zeros.");

    /// <summary>All numbers of a row, where they stand; or a copy.</summary>
    public virtual ReadOnlySpan<float> Row(int row)
    {
        var all = new float[Width];
        CopyTo(row, all);
        return all;
    }

    /// <summary>A row where it stands, to be changed; where zeros are left out there is none.</summary>
    public virtual Span<float> InPlace(int row) => throw new NotSupportedException("The zeros of these rows are left out.");

    /// <summary>Copies all numbers of a row.</summary>
    public virtual void CopyTo(int row, Span<float> values) => Nonzeros(row).CopyTo(values[..Width]);

    /// <summary>Adds to a checksum what tells rows from others.</summary>
    /// <param name="hash">The checksum.</param>
    /// <param name="rows">Which rows; <see langword="null"/> for all.</param>
    public abstract void AddTo(IncrementalHash hash, int[]? rows);
}
