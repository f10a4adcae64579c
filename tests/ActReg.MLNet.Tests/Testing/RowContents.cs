using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests.Testing;

/// <summary>One row's identity and values; equal when all of them are.</summary>
internal sealed class RowContents(DataViewRowId id, object[] cells) : IEquatable<RowContents>
{
    public DataViewRowId Id => id;

    public IReadOnlyList<object> Cells => cells;

    public RowContents Select(IEnumerable<int> positions) => new(id, [.. positions.Select(position => cells[position])]);

    public bool Equals(RowContents? other) =>
        other is not null && id.Equals(other.Id) && cells.SequenceEqual(other.Cells, CellComparer.Instance);

    public override bool Equals(object? obj) => Equals(obj as RowContents);

    public override int GetHashCode() => id.GetHashCode();
}
