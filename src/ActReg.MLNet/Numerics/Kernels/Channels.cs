using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>Operations on values that stand together without padding, such as the channels of a place.</summary>
internal static unsafe class Channels
{
    /// <summary>Keeps the larger of each two, or what is not a number.</summary>
    [MethodImpl(Compilation.AtOnce)]
    public static void Max(int count, float* values, float* result)
    {
        var i = 0;
        for (; i + Vector256<float>.Count <= count; i += Vector256<float>.Count)
            Vector256.Max(Vector256.Load(result + i), Vector256.Load(values + i)).Store(result + i);
        for (; i < count; i++)
            result[i] = MathF.Max(result[i], values[i]);
    }

    [MethodImpl(Compilation.AtOnce)]
    public static void Add(int count, float* values, float* result)
    {
        var i = 0;
        for (; i + Vector256<float>.Count <= count; i += Vector256<float>.Count)
            (Vector256.Load(result + i) + Vector256.Load(values + i)).Store(result + i);
        for (; i < count; i++)
            result[i] += values[i];
    }

    /// <summary>Of each value that less another; the result may be either.</summary>
    [MethodImpl(Compilation.AtOnce)]
    public static void Subtract(int count, float* from, float* values, float* result)
    {
        var i = 0;
        for (; i + Vector256<float>.Count <= count; i += Vector256<float>.Count)
            (Vector256.Load(from + i) - Vector256.Load(values + i)).Store(result + i);
        for (; i < count; i++)
            result[i] = from[i] - values[i];
    }

    /// <summary>The result may be either.</summary>
    [MethodImpl(Compilation.AtOnce)]
    public static void Multiply(int count, float* values, float* factors, float* result)
    {
        var i = 0;
        for (; i + Vector256<float>.Count <= count; i += Vector256<float>.Count)
            (Vector256.Load(values + i) * Vector256.Load(factors + i)).Store(result + i);
        for (; i < count; i++)
            result[i] = values[i] * factors[i];
    }

    [MethodImpl(Compilation.AtOnce)]
    public static void AddProducts(int count, float* values, float* factors, float* result)
    {
        var i = 0;
        for (; i + Vector256<float>.Count <= count; i += Vector256<float>.Count)
            Vector256.MultiplyAddEstimate(Vector256.Load(values + i), Vector256.Load(factors + i), Vector256.Load(result + i)).Store(result + i);
        for (; i < count; i++)
            result[i] = float.MultiplyAddEstimate(values[i], factors[i], result[i]);
    }

    /// <summary>Adds a multiple.</summary>
    [MethodImpl(Compilation.AtOnce)]
    public static void AddMultiple(int count, float factor, float* values, float* result)
    {
        var i = 0;
        for (; i + Vector256<float>.Count <= count; i += Vector256<float>.Count)
            Vector256.MultiplyAddEstimate(Vector256.Create(factor), Vector256.Load(values + i), Vector256.Load(result + i)).Store(result + i);
        for (; i < count; i++)
            result[i] = float.MultiplyAddEstimate(factor, values[i], result[i]);
    }

    [MethodImpl(Compilation.AtOnce)]
    public static void Divide(int count, float divisor, float* result)
    {
        var i = 0;
        for (; i + Vector256<float>.Count <= count; i += Vector256<float>.Count)
            (Vector256.Load(result + i) / divisor).Store(result + i);
        for (; i < count; i++)
            result[i] /= divisor;
    }

    /// <summary>Adds what is left to the result wherever two values are equal, and leaves 0 of it.</summary>
    [MethodImpl(Compilation.AtOnce)]
    public static void MoveWhereEqual(int count, float* values, float* others, float* rest, float* result)
    {
        var i = 0;
        for (; i + Vector256<float>.Count <= count; i += Vector256<float>.Count)
        {
            var areEqual = Vector256.Equals(Vector256.Load(values + i), Vector256.Load(others + i));
            var left = Vector256.Load(rest + i);
            (Vector256.Load(result + i) + (left & areEqual)).Store(result + i);
            Vector256.AndNot(left, areEqual).Store(rest + i);
        }

        for (; i < count; i++)
        {
            if (values[i] != others[i])
                continue;
            result[i] += rest[i];
            rest[i] = 0;
        }
    }
}
