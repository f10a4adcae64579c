using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>What a <see cref="ChannelPeriod"/> sums up.</summary>
internal interface IChannelTerm
{
    /// <summary>Eight terms.</summary>
    /// <param name="row">Of the batch.</param>
    /// <param name="value">The first value of the row.</param>
    /// <param name="place">Its place in the period.</param>
    Vector256<float> Of(int row, int value, int place);
}

/// <summary>The difference from a value per channel.</summary>
internal readonly unsafe struct DifferenceTerm(Matrix values, float* origins) : IChannelTerm
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Of(int row, int value, int place) =>
        Vector256.Load(values.Start + row * values.Row + value) - Vector256.Load(origins + place);
}

/// <summary>The square of that.</summary>
internal readonly unsafe struct SquareTerm(Matrix values, float* means) : IChannelTerm
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Of(int row, int value, int place)
    {
        var difference = Vector256.Load(values.Start + row * values.Row + value) - Vector256.Load(means + place);
        return difference * difference;
    }
}

/// <summary>A value, such as a gradient.</summary>
internal readonly unsafe struct ValueTerm(Matrix values) : IChannelTerm
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Of(int row, int value, int place) => Vector256.Load(values.Start + row * values.Row + value);
}

/// <summary>A gradient times a normalized value.</summary>
internal readonly unsafe struct NormalizedTerm(Matrix slopes, Matrix values, float* means, float* inverses) : IChannelTerm
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Of(int row, int value, int place)
    {
        var normalized = (Vector256.Load(values.Start + row * values.Row + value) - Vector256.Load(means + place)) * Vector256.Load(inverses + place);
        return Vector256.Load(slopes.Start + row * slopes.Row + value) * normalized;
    }
}
