using System.Globalization;

namespace ActReg.MLNet;

/// <summary>Numbers of things in sentences.</summary>
internal static class Quantity
{
    /// <summary><c>1 row</c>, or <c>2 rows</c>.</summary>
    public static string Rows(long count) => Of(count, "row");

    /// <summary><c>1 unit</c>, or <c>2 units</c>.</summary>
    public static string Of(long count, string what) => count == 1 ? $"1 {what}" : string.Create(CultureInfo.InvariantCulture, $"{count} {what}s");
}
