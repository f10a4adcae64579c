using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>Sixteen floats.</summary>
internal readonly unsafe struct SixteenLanes(Vector512<float> vector) : ILanes<SixteenLanes>
{
    public Vector512<float> Vector { get; } = vector;

    public static int Count => Vector512<float>.Count;

    public static int TileRows => 12;

    public static SixteenLanes Zero => default;

    public static SixteenLanes One => new(Vector512<float>.One);

    public static SixteenLanes Load(float* from) => new(Vector512.Load(from));

    public static SixteenLanes Broadcast(float value) => new(Vector512.Create(value));

    public static SixteenLanes First(int count) => new(Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle());

    public static SixteenLanes MultiplyAdd(SixteenLanes a, SixteenLanes b, SixteenLanes c) => new(Vector512.MultiplyAddEstimate(a.Vector, b.Vector, c.Vector));

    public static SixteenLanes Max(SixteenLanes a, SixteenLanes b) => new(Vector512.MaxNative(a.Vector, b.Vector));

    public static SixteenLanes Min(SixteenLanes a, SixteenLanes b) => new(Vector512.MinNative(a.Vector, b.Vector));

    public static SixteenLanes Abs(SixteenLanes value) => new(Vector512.Abs(value.Vector));

    public static SixteenLanes CopySign(SixteenLanes magnitude, SixteenLanes sign) => new(Vector512.CopySign(magnitude.Vector, sign.Vector));

    public static SixteenLanes Sqrt(SixteenLanes value) => new(Vector512.Sqrt(value.Vector));

    public static SixteenLanes Exp(SixteenLanes value) => new(Exponential.Of(value.Vector));

    public static SixteenLanes HalfExp(SixteenLanes value) => new(Exponential.HalfOf(value.Vector));

    public static SixteenLanes Log(SixteenLanes value) => new(Vector512.Log(value.Vector));

    public static SixteenLanes GreaterThan(SixteenLanes a, SixteenLanes b) => new(Vector512.GreaterThan(a.Vector, b.Vector));

    public static SixteenLanes LessThan(SixteenLanes a, SixteenLanes b) => new(Vector512.LessThan(a.Vector, b.Vector));

    public static SixteenLanes EqualTo(SixteenLanes a, SixteenLanes b) => new(Vector512.Equals(a.Vector, b.Vector));

    public static SixteenLanes Select(SixteenLanes condition, SixteenLanes whereTrue, SixteenLanes whereFalse) =>
        new(Vector512.ConditionalSelect(condition.Vector, whereTrue.Vector, whereFalse.Vector));

    public static float Sum(SixteenLanes value) => Vector512.Sum(value.Vector);

    public void Store(float* to) => Vector.Store(to);

    public static SixteenLanes operator +(SixteenLanes a, SixteenLanes b) => new(a.Vector + b.Vector);

    public static SixteenLanes operator -(SixteenLanes a, SixteenLanes b) => new(a.Vector - b.Vector);

    public static SixteenLanes operator *(SixteenLanes a, SixteenLanes b) => new(a.Vector * b.Vector);

    public static SixteenLanes operator /(SixteenLanes a, SixteenLanes b) => new(a.Vector / b.Vector);

    public static SixteenLanes operator &(SixteenLanes a, SixteenLanes b) => new(a.Vector & b.Vector);

    public static SixteenLanes operator *(SixteenLanes a, float b) => new(a.Vector * b);

    public static SixteenLanes operator -(SixteenLanes value) => new(-value.Vector);
}
