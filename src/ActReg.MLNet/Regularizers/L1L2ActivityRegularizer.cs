using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary><see cref="ActivityRegularizer.L1L2"/>, and with one strength 0 <see cref="ActivityRegularizer.L1"/> and <see cref="ActivityRegularizer.L2"/>.</summary>
internal sealed record L1L2ActivityRegularizer : ActivityRegularizer
{
    [JsonConstructor]
    public L1L2ActivityRegularizer(float l1Strength, float l2Strength, ActivityReduction reduction)
        : base(reduction)
    {
        L1Strength = Require.NotNegative(l1Strength, "l1");
        L2Strength = Require.NotNegative(l2Strength, "l2");
    }

    public float L1Strength { get; }

    public float L2Strength { get; }

    internal override float Penalty(ReadOnlySpan<float> activations)
    {
        var vectors = MemoryMarshal.Cast<float, Vector256<float>>(activations);
        var l1 = Vector256.Create(L1Strength);
        var l2 = Vector256.Create(L2Strength);
        var sum = Vector256<float>.Zero;
        foreach (var vector in vectors)
        {
            var magnitude = Vector256.Abs(vector);
            sum = Vector256.MultiplyAddEstimate(Vector256.MultiplyAddEstimate(l2, magnitude, l1), magnitude, sum);
        }

        return Vector256.Sum(sum);
    }

    internal override void AddGradient(ReadOnlySpan<float> activations, float scale, Span<float> gradient)
    {
        var vectors = MemoryMarshal.Cast<float, Vector256<float>>(activations);
        var gradients = MemoryMarshal.Cast<float, Vector256<float>>(gradient)[..vectors.Length];
        var l1 = Vector256.Create(scale * L1Strength);
        var twiceL2 = Vector256.Create(2 * scale * L2Strength);
        for (var i = 0; i < vectors.Length; i++)
        {
            var a = vectors[i];
            var isZero = Vector256.Equals(a, Vector256<float>.Zero);
            var sign = Vector256.AndNot(Vector256.CopySign(l1, a), isZero);
            gradients[i] += Vector256.MultiplyAddEstimate(twiceL2, a, sign);
        }
    }
}
