using ActReg.MLNet.Benchmarks.Data;

namespace ActReg.MLNet.Benchmarks.Accuracy;

/// <summary>The data sets that results are reported on; the README says what little say they had in the defaults.</summary>
internal static class ReportedData
{
    private const string Diabetes = "diabetes";

    public static IReadOnlyList<string> Names { get; } = ["breast-cancer", "iris", "digits", "wine", Diabetes];

    public static DataSet Load(string name) => CsvData.Load(name, isRegression: name == Diabetes);
}
