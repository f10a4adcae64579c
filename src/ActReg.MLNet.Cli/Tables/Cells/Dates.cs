using System.Globalization;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>Whether a cell is a date or a time, in one of the ways that tables have it.</summary>
internal static class Dates
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd", "yyyy/MM/dd", "yyyy-MM", "d.M.yyyy", "M/d/yyyy", "d/M/yyyy", "d-MMM-yyyy",
        "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-ddTHH:mmK", "yyyy-MM-dd HH:mm", "d.M.yyyy HH:mm", "d.M.yyyy HH:mm:ss", "M/d/yyyy HH:mm", "M/d/yyyy HH:mm:ss",
    ];

    public static bool IsOne(string cell) => DateTime.TryParseExact(cell, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
