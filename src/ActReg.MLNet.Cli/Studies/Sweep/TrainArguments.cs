using System.Globalization;
using ActReg.MLNet.Cli.Tables;

namespace ActReg.MLNet.Cli.Sweep;

/// <summary>What <c>actreg</c> is told to train what a sweep of a table chose.</summary>
internal static class TrainArguments
{
    /// <param name="result">The sweep's.</param>
    /// <param name="file">The table.</param>
    /// <param name="label">The column to predict.</param>
    /// <param name="kindArguments">What the sweep was told of the file and its columns.</param>
    /// <param name="network">What its candidates have in common.</param>
    /// <returns><see langword="null"/> where none was chosen, or the one that stops early, which <c>actreg train</c> does not.</returns>
    public static IReadOnlyList<string>? Of(StudyResult result, string file, string label, IReadOnlyList<string> kindArguments, NetworkChoices network) =>
        result.Chosen?.Candidate is not { Role: not CandidateRole.EarlyStopping } chosen ? null :
        [
            "train", file, "--label", label, .. kindArguments, .. Network(network),
            .. PenaltyComparison.HasPenalty(result, result.Chosen) ? Penalty(chosen.Settings.ToDictionary(setting => setting.Name, setting => setting.Value)) : [],
            "--model", "model.zip",
        ];

    private static IEnumerable<string> Network(NetworkChoices network) =>
    [
        "--hidden-units", string.Join(',', network.HiddenUnits), "--epochs", Text($"{network.Epochs}"),
        .. network.BatchSize is { } rows ? (string[])["--batch-size", Text($"{rows}")] : [],
        .. network.LearningRate is { } rate ? (string[])["--learning-rate", Text($"{rate}")] : [],
        "--seed", Text($"{network.Seed}"),
    ];

    private static IEnumerable<string> Penalty(Dictionary<string, string> settings)
    {
        var (norm, strength) = (settings[StudySpace.Norm], settings[StudySpace.Strength]);
        return
        [
            .. norm == nameof(ActivityNorm.L2) ? [] : (string[])["--l1", strength],
            .. norm == nameof(ActivityNorm.L1) ? [] : (string[])["--l2", strength],
            "--placement", settings[StudySpace.Placement] == nameof(ActivityPlacement.PreActivation) ? "pre" : "post",
            // The mean is what it is without being told.
            .. settings[StudySpace.Reduction] == nameof(ActivityReduction.BatchSum) ? (string[])["--reduction", "sum"] : [],
        ];
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
