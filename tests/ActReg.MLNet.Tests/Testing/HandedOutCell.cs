namespace ActReg.MLNet.Tests.Testing;

/// <summary>A value in the caller's buffer: nobody else may change it after the getter has returned.</summary>
internal sealed class HandedOutCell(Func<object> read)
{
    /// <summary>What the buffer held when the getter returned.</summary>
    public object Value { get; } = read();

    public bool IsUnchanged => CellComparer.Instance.Equals(Value, read());
}
