namespace ActReg.MLNet.Benchmarks.Speed.Reporting;

/// <summary>The columns of every table of results, for the terminal and for Markdown.</summary>
internal static class ResultCells
{
    public static IReadOnlyList<string> Titles { get; } =
        ["what", "ours", "peer", "peer's", "ratio", "lowest to highest", "target", ""];

    public static string[] Of(Comparison comparison)
    {
        var (ours, peer, target) = (comparison.Ours, comparison.Peer, comparison.Target);
        return
        [
            comparison.What,
            ours.MedianText(),
            peer?.Name ?? "",
            peer?.MedianText() ?? "",
            comparison.Ratio is { } ratio ? $"{Times(ratio)} {RatioWords(comparison)}" : "",
            Spread(comparison),
            target?.Text(ours.Unit) ?? "",
            comparison.IsMet switch { true => "met", false => "missed", null when target != null => "not measured", null => "" },
        ];
    }

    private static string Spread(Comparison comparison)
    {
        var (ours, ratios) = (comparison.Ours, comparison.Ratios);
        return ratios.Count == 0
            ? $"{ours.Unit.Format(ours.Values.Min())} to {ours.Unit.Format(ours.Values.Max())}"
            : $"{Times(ratios.Min())} to {Times(ratios.Max())}";
    }

    private static string RatioWords(Comparison comparison) => comparison.Ours.Unit switch
    {
        Unit.Seconds => comparison.IsTimesFaster ? "faster" : "as long",
        Unit.Megabytes => "as much",
        _ => "as fast",
    };

    private static string Times(double ratio) => Units.ThreeDigits(ratio) + "x";
}
