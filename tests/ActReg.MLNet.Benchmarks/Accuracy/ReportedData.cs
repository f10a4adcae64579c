using ActReg.MLNet.Benchmarks.Data;

namespace ActReg.MLNet.Benchmarks.Accuracy;

/// <summary>The data sets that results are reported on; no default was chosen on them.</summary>
internal static class ReportedData
{
    private const string Diabetes = "diabetes";

    public static IReadOnlyList<string> Names { get; } = ["breast-cancer", "iris", "digits", "wine", Diabetes];

    public static DataSet Load(string name) => CsvData.Load(name, isRegression: name == Diabetes);
}
