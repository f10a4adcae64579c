using System.Security.Cryptography;

namespace ActReg.MLNet;

/// <summary>Place for rows whose zeros are left out, each by itself, so that one takes another's place without a copy.</summary>
/// <param name="width">The numbers of a row.</param>
/// <param name="count">The rows; all zeros at first.</param>
internal sealed class LooseRows(int width, int count) : FeatureValues(width)
{
    private const int MostSpare = 4;

    private readonly (int[] Places, float[] Values, int Count)[] _rows = [.. Enumerable.Repeat<(int[], float[], int)>(([], [], 0), count)];

    public override int Count => _rows.Length;

    public override bool LeaveZerosOut => true;

    public override NonzeroRow Nonzeros(int row) => new(_rows[row].Places.AsSpan(0, _rows[row].Count), _rows[row].Values.AsSpan(0, _rows[row].Count));

    /// <summary>Empties a row, to be filled with as many numbers as are not 0.</summary>
    /// <param name="row">The row.</param>
    /// <param name="count">How many.</param>
    /// <param name="places">Where their places go.</param>
    /// <param name="values">Where they go.</param>
    public void Fill(int row, int count, out Span<int> places, out Span<float> values)
    {
        ref var found = ref _rows[row];
        if (found.Places.Length < count || found.Places.Length > MostSpare * count)
            found = (new int[count], new float[count], count);
        found.Count = count;
        places = found.Places.AsSpan(0, count);
        values = found.Values.AsSpan(0, count);
    }

    /// <summary>Exchanges a row for another.</summary>
    public void Exchange(int row, LooseRows other, int otherRow) => (_rows[row], other._rows[otherRow]) = (other._rows[otherRow], _rows[row]);

    public override void AddTo(IncrementalHash hash, int[]? rows) => throw new NotSupportedException("Rows that come and go have no checksum.");
}
