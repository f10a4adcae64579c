using System.Globalization;

namespace ActReg.MLNet;

/// <summary>Numbers of things in sentences.</summary>
internal static class Quantity
{
    /// <summary><c>1 row</c>, or <c>2 rows</c>.</summary>
    public static string Rows(long count) => count == 1 ? "1 row" : string.Create(CultureInfo.InvariantCulture, $"{count} rows");
}
