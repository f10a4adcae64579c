using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>A function and its slope, eight values at a time.</summary>
internal interface IElementwise
{
    Vector256<float> Value(Vector256<float> z);

    /// <summary><c>f'(z)</c>, given <c>a = f(z)</c> as well.</summary>
    Vector256<float> Slope(Vector256<float> z, Vector256<float> a);
}

/// <summary>Applies an <see cref="IElementwise"/> to buffers; a struct argument makes the compiler specialize the loop.</summary>
internal static class Elementwise
{
    public static void Forward<TFunction>(TFunction function, ReadOnlySpan<float> z, Span<float> a)
        where TFunction : struct, IElementwise
    {
        var from = AsVectors(z);
        var to = AsVectors(a)[..from.Length];
        for (var i = 0; i < from.Length; i++)
            to[i] = function.Value(from[i]);
    }

    public static void Backward<TFunction>(TFunction function, ReadOnlySpan<float> z, ReadOnlySpan<float> a, Span<float> gradient)
        where TFunction : struct, IElementwise
    {
        var inputs = AsVectors(z);
        var outputs = AsVectors(a)[..inputs.Length];
        var gradients = AsVectors(gradient)[..inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
            gradients[i] *= function.Slope(inputs[i], outputs[i]);
    }

    private static ReadOnlySpan<Vector256<float>> AsVectors(ReadOnlySpan<float> values) => MemoryMarshal.Cast<float, Vector256<float>>(values);

    private static Span<Vector256<float>> AsVectors(Span<float> values) => MemoryMarshal.Cast<float, Vector256<float>>(values);
}
