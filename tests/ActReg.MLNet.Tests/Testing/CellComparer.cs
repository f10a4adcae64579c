using System.Globalization;

namespace ActReg.MLNet.Tests.Testing;

/// <summary>Compares what <see cref="CellReader"/> reads: bit for bit, so -0 is not 0, but any NaN is every NaN.</summary>
internal sealed class CellComparer : IEqualityComparer<object>
{
    private const int ShownItems = 8;

    public static CellComparer Instance { get; } = new();

    public new bool Equals(object? x, object? y) => (x, y) switch
    {
        (float a, float b) => Bits(a) == Bits(b),
        (double a, double b) => Bits(a) == Bits(b),
        (Array a, Array b) => a.GetType() == b.GetType() && a.Length == b.Length && FirstDifference(a, b) < 0,
        _ => object.Equals(x, y),
    };

    public int GetHashCode(object obj)
    {
        switch (obj)
        {
            case float value:
                return Bits(value);
            case double value:
                return Bits(value).GetHashCode();
            case Array items:
                var hash = new HashCode();
                foreach (object item in items)
                    hash.Add(GetHashCode(item));
                return hash.ToHashCode();
            default:
                return obj.GetHashCode();
        }
    }

    /// <summary>Both values, and for vectors the first slot that differs, for a failure's message.</summary>
    public static string Describe(object expected, object actual)
    {
        string both = $"expected {Show(expected)}, found {Show(actual)}";
        if (expected is not Array a || actual is not Array b || a.Length != b.Length || a.GetType() != b.GetType())
            return both;
        int slot = FirstDifference(a, b);
        return slot < 0 ? both : $"slot {slot}: expected {Show(a.GetValue(slot)!)}, found {Show(b.GetValue(slot)!)}; {both}";
    }

    private static string Show(object value) => value switch
    {
        Array items => $"[{string.Join(", ", items.Cast<object>().Take(ShownItems).Select(Show))}"
            + (items.Length > ShownItems ? $", ... {items.Length} items]" : "]"),
        string text => $"'{text}'",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static int FirstDifference(Array a, Array b)
    {
        for (int i = 0; i < a.Length; i++)
        {
            if (!Instance.Equals(a.GetValue(i), b.GetValue(i)))
                return i;
        }
        return -1;
    }

    private static int Bits(float value) => BitConverter.SingleToInt32Bits(float.IsNaN(value) ? float.NaN : value);

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(double.IsNaN(value) ? double.NaN : value);
}
