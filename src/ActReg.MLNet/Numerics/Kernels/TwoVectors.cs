using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>Two vectors side by side.</summary>
internal readonly unsafe struct TwoVectors<TLanes>(TLanes left, TLanes right) : IVectors<TwoVectors<TLanes>>
    where TLanes : struct, ILanes<TLanes>
{
    private readonly TLanes _left = left;
    private readonly TLanes _right = right;

    public static int Count => 2 * TLanes.Count;

    public static int TileRows => TLanes.TileRows;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TwoVectors<TLanes> Load(float* from) => new(TLanes.Load(from), TLanes.Load(from + TLanes.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TwoVectors<TLanes> Broadcast(float value)
    {
        var vector = TLanes.Broadcast(value);
        return new(vector, vector);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TwoVectors<TLanes> MultiplyAdd(TwoVectors<TLanes> a, TwoVectors<TLanes> b, TwoVectors<TLanes> c) =>
        new(TLanes.MultiplyAdd(a._left, b._left, c._left), TLanes.MultiplyAdd(a._right, b._right, c._right));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* to)
    {
        _left.Store(to);
        _right.Store(to + TLanes.Count);
    }
}
