namespace ActReg.MLNet.Cli.CommandLine;

/// <summary>What options call the kinds of a penalty.</summary>
internal static class PenaltyWords
{
    public static IReadOnlyDictionary<string, ActivityPlacement> Placements { get; } = new Dictionary<string, ActivityPlacement>
    {
        ["pre"] = ActivityPlacement.PreActivation,
        ["post"] = ActivityPlacement.PostActivation,
    };

    public static IReadOnlyDictionary<string, ActivityReduction> Reductions { get; } = new Dictionary<string, ActivityReduction>
    {
        ["sum"] = ActivityReduction.BatchSum,
        ["mean"] = ActivityReduction.BatchMean,
    };
}
