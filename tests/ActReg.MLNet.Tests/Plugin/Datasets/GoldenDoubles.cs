using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace ActReg.MLNet.Tests;

/// <summary>Compares doubles with what NumPy computed on x86-64 with glibc.</summary>
/// <remarks>There every bit must agree. Other C libraries, and glibc without fused multiply-add, may round sine, cosine and
/// logarithm the other way: elsewhere a few units in the last place of the larger of 1 and the value are allowed, because
/// a point and its noise may cancel.</remarks>
internal static class GoldenDoubles
{
    private const double UnitsElsewhere = 8;
    private const double UnitInLastPlaceOfOne = 1.0 / (1L << 52);

    public static bool MustBeExact { get; } = Fma.IsSupported && HasGlibc();

    /// <param name="bits">The expected doubles, 16 hexadecimal digits each.</param>
    public static double[] Parse(string bits)
    {
        var bytes = Convert.FromHexString(bits);
        var values = new double[bytes.Length / sizeof(double)];
        for (var i = 0; i < values.Length; i++)
            values[i] = BinaryPrimitives.ReadDoubleBigEndian(bytes.AsSpan(i * sizeof(double)));
        return values;
    }

    public static void AreEqual(double[] expected, double[] actual, string what)
    {
        Assert.HasCount(expected.Length, actual, what);
        for (var i = 0; i < expected.Length; i++)
        {
            if (!Same(expected[i], actual[i]))
                Assert.Fail(FormattableString.Invariant($"{what}: value {i} is {actual[i]:R}, not {expected[i]:R}."));
        }
    }

    private static bool Same(double expected, double actual) => MustBeExact
        ? BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(actual)
        : Math.Abs(expected - actual) <= UnitsElsewhere * UnitInLastPlaceOfOne * Math.Max(1, Math.Abs(expected));

    private static bool HasGlibc() =>
        NativeLibrary.TryLoad("libc.so.6", out var library) && NativeLibrary.TryGetExport(library, "gnu_get_libc_version", out _);
}
