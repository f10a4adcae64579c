using System.Globalization;
using System.Text.Json.Serialization;

namespace ActReg.MLNet.Benchmarks.Speed.Reporting;

/// <summary>What a measurement is counted in.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Unit>))]
internal enum Unit
{
    Seconds,
    Megabytes,

    /// <summary>10⁹ multiplications and additions per second.</summary>
    Gigaflops,

    RowsPerSecond,
}

/// <summary>Numbers with their units, for people.</summary>
internal static class Units
{
    public static string Format(this Unit unit, double value) => unit switch
    {
        Unit.Seconds when value >= 1 => Text(value, "s"),
        Unit.Seconds when value >= 1e-3 => Text(value * 1e3, "ms"),
        Unit.Seconds when value >= 1e-6 => Text(value * 1e6, "µs"),
        Unit.Seconds => Text(value * 1e9, "ns"),
        Unit.Megabytes => Text(value, "MB"),
        Unit.Gigaflops => Text(value, "GFLOP/s"),
        _ when value >= 1e6 => Text(value / 1e6, "M rows/s"),
        _ => Text(value / 1e3, "k rows/s"),
    };

    /// <summary>Three digits that count.</summary>
    public static string ThreeDigits(double value) =>
        value.ToString(Math.Abs(value) switch { >= 99.95 => "0", >= 9.995 => "0.0", _ => "0.00" }, CultureInfo.InvariantCulture);

    private static string Text(double value, string unit) => $"{ThreeDigits(value)} {unit}";
}
