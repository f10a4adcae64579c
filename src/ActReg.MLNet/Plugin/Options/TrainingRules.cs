namespace ActReg.MLNet;

/// <summary>What the options that every training has must be.</summary>
internal static class TrainingRules
{
    public static IEnumerable<string?> Of(TrainingOptions options) =>
    [
        options.ExampleWeightColumnName == null ? null : Rule.NotBlank(options.ExampleWeightColumnName, "exampleWeightColumnName"),
        .. options.Settings.Problems(),
        .. ValidationRules.Of(options),
        .. MetricRules.Of(options.Settings),
        .. InitialWeightRules.Of(options),
        options.TorchThreads is { } threads ? Rule.AtLeast(1, threads, "torchThreads") : null,
        Rule.Defined(options.OnCancellation, "onCancellation"),
        Rule.Defined(options.OnCheckpointFailure, "onCheckpointFailure"),
        .. CheckpointRules.Of(options),
    ];
}
