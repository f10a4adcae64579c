using ActReg.MLNet.Benchmarks.Data;

namespace ActReg.MLNet.Benchmarks.Defaults;

/// <summary>A file to choose defaults on.</summary>
/// <param name="Name">How it is called.</param>
/// <param name="Task">What is predicted.</param>
/// <param name="Folder">Where it lies, in the data folder.</param>
internal sealed record TuningTable(string Name, TaskKind Task, string Folder)
{
    public bool Exists => File.Exists(Path.Combine(CsvData.Folder, Folder, Name + ".csv"));

    public DataSet Load() => CsvData.Load(Path.Combine(Folder, Name), Task == TaskKind.Regression);
}

/// <summary>The files to choose defaults on: those committed, and those that <c>tests/data/tuning</c>'s R programs write.</summary>
internal static class TuningTables
{
    public static IReadOnlyList<TuningTable> Committed { get; } = Tables(
        "tuning",
        (TaskKind.Binary, ["sonar", "ionosphere", "house-votes", "election-vote"]),
        (TaskKind.Multiclass, ["glass", "vehicle", "vowel", "satellite", "splice"]),
        (TaskKind.Regression, ["servo", "computer-hardware", "doctor-visits", "election-income"]));

    /// <summary>Those of <c>export_wider.R</c> that this machine has.</summary>
    public static IReadOnlyList<TuningTable> Wider { get; } = [.. Tables(
        Path.Combine("tuning", "wider"),
        (TaskKind.Binary,
        [
            "glaucoma", "breast-prognosis", "breast-recurrence", "biliary-death", "light-chain-death", "wilms-relapse",
            "gammopathy-death", "rotterdam-recurrence", "contraception", "immunization", "prenatal-care",
        ]),
        (TaskKind.Multiclass, ["mammography", "happiness", "biliary-stage", "light-chain-group"]),
        (TaskKind.Regression,
        [
            "language-score", "exam", "school-mathematics", "chemistry", "attainment", "primary-mathematics", "companies", "bilirubin",
            "light-chain-kappa",
        ])).Where(table => table.Exists)];

    /// <summary>Those of <c>export_larger.R</c>, of 5,000 to 32,000 rows, that this machine has.</summary>
    public static IReadOnlyList<TuningTable> Larger { get; } = [.. Tables(
        Path.Combine("tuning", "larger"),
        (TaskKind.Binary, ["light-chain-death-all", "liver-death", "affairs"]),
        (TaskKind.Multiclass, ["satellite-all", "images"]),
        (TaskKind.Regression, ["chemistry-all", "mathematics", "doctor-visits-all"])).Where(table => table.Exists)];

    public static IReadOnlyList<TuningTable> All { get; } = [.. Committed, .. Wider];

    private static TuningTable[] Tables(string folder, params (TaskKind Task, string[] Names)[] kinds) =>
        [.. from kind in kinds from name in kind.Names select new TuningTable(name, kind.Task, folder)];
}
