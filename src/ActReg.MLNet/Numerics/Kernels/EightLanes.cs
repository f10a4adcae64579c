using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>Eight floats.</summary>
internal readonly unsafe struct EightLanes(Vector256<float> vector) : ILanes<EightLanes>
{
    public Vector256<float> Vector { get; } = vector;

    public static int Count => Vector256<float>.Count;

    public static int TileRows => 6;

    public static EightLanes Zero => default;

    public static EightLanes One => new(Vector256<float>.One);

    public static EightLanes Load(float* from) => new(Vector256.Load(from));

    public static EightLanes Broadcast(float value) => new(Vector256.Create(value));

    public static EightLanes First(int count) => new(Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).AsSingle());

    public static EightLanes MultiplyAdd(EightLanes a, EightLanes b, EightLanes c) => new(Vector256.MultiplyAddEstimate(a.Vector, b.Vector, c.Vector));

    public static EightLanes Max(EightLanes a, EightLanes b) => new(Vector256.MaxNative(a.Vector, b.Vector));

    public static EightLanes Min(EightLanes a, EightLanes b) => new(Vector256.MinNative(a.Vector, b.Vector));

    public static EightLanes Abs(EightLanes value) => new(Vector256.Abs(value.Vector));

    public static EightLanes CopySign(EightLanes magnitude, EightLanes sign) => new(Vector256.CopySign(magnitude.Vector, sign.Vector));

    public static EightLanes Sqrt(EightLanes value) => new(Vector256.Sqrt(value.Vector));

    public static EightLanes Exp(EightLanes value) => new(Exponential.Of(value.Vector));

    public static EightLanes HalfExp(EightLanes value) => new(Exponential.HalfOf(value.Vector));

    public static EightLanes Log(EightLanes value) => new(Vector256.Log(value.Vector));

    public static EightLanes GreaterThan(EightLanes a, EightLanes b) => new(Vector256.GreaterThan(a.Vector, b.Vector));

    public static EightLanes LessThan(EightLanes a, EightLanes b) => new(Vector256.LessThan(a.Vector, b.Vector));

    public static EightLanes EqualTo(EightLanes a, EightLanes b) => new(Vector256.Equals(a.Vector, b.Vector));

    public static EightLanes Select(EightLanes condition, EightLanes whereTrue, EightLanes whereFalse) =>
        new(Vector256.ConditionalSelect(condition.Vector, whereTrue.Vector, whereFalse.Vector));

    public static float Sum(EightLanes value) => Vector256.Sum(value.Vector);

    public void Store(float* to) => Vector.Store(to);

    public static EightLanes operator +(EightLanes a, EightLanes b) => new(a.Vector + b.Vector);

    public static EightLanes operator -(EightLanes a, EightLanes b) => new(a.Vector - b.Vector);

    public static EightLanes operator *(EightLanes a, EightLanes b) => new(a.Vector * b.Vector);

    public static EightLanes operator /(EightLanes a, EightLanes b) => new(a.Vector / b.Vector);

    public static EightLanes operator &(EightLanes a, EightLanes b) => new(a.Vector & b.Vector);

    public static EightLanes operator *(EightLanes a, float b) => new(a.Vector * b);

    public static EightLanes operator -(EightLanes value) => new(-value.Vector);
}
