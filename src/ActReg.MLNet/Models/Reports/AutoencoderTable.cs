using System.Globalization;

namespace ActReg.MLNet;

/// <summary>An autoencoder's report as text.</summary>
internal static class AutoencoderTable
{
    private static readonly string[] Bins = ["0", "<1e-5", "<1e-4", "<0.001", "<0.01", "<0.1", ">=0.1"];

    public static string Text(AutoencoderReport report) => string.Join(Environment.NewLine,
    [
        string.Create(CultureInfo.InvariantCulture, $"Code of {report.Code.Units} units on {Quantity.Rows(report.RowCount)}"),
        Line("L0 per row", report.Code.L0PerRow, "0.00", "units that are on"),
        Line("Dead", report.Code.DeadUnitFraction, "0.00%", string.Create(CultureInfo.InvariantCulture, $"{report.Code.DeadUnits} units are on for no row")),
        Line("Explained variance", report.ExplainedVariance, "0.0000", "1 - FVU"),
        Line("FVU", report.FractionOfVarianceUnexplained, "0.0000", "fraction of variance unexplained"),
        Line("Cosine", report.CosineSimilarity, "0.0000", "between rows and reconstructions"),
        Line("Shrinkage", report.Shrinkage, "0.0000", "below 1: reconstructions are too short"),
        Line("Hoyer", report.Code.HoyerSparsity, "0.0000", "from 0, all units equally active, to 1, one at most"),
        "Units by the share of rows that they are on for:",
        string.Concat(Bins.Select(bin => bin.PadLeft(9))),
        string.Concat(report.LogFrequencyHistogram.Select(count => count.ToString(CultureInfo.InvariantCulture).PadLeft(9))),
    ]);

    private static string Line(string name, double value, string format, string meaning) =>
        $"{name,-20}{value.ToString(format, CultureInfo.InvariantCulture),9}  {meaning}";
}
