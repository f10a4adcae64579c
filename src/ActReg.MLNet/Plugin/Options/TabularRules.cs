namespace ActReg.MLNet;

/// <summary>What the options of an ensemble ask of each other.</summary>
internal static class TabularRules
{
    public static IEnumerable<string?> Of(ActivityRegularizedTabularMlpOptions options) =>
    [
        options.Members is >= 1 and <= EnsembleSize.Most ? null : Rule.Broken("members", $"must be from 1 to {EnsembleSize.Most}", options.Members),
        options.DrawsRowsToValidateOn && options.ValidationFraction is > 0.5f and < 1
            ? Rule.Broken("validationFraction", "must be at most 0.5: each network sets other rows aside", options.ValidationFraction) : null,
        options.CacheInMemory == false ? Rule.Broken("cacheInMemory", "must not be false: members share rows that are in memory", false) : null,
        options.CheckpointPath == null ? null : Rule.Broken("checkpointPath", "must be left out: an ensemble has no checkpoint", $"\"{options.CheckpointPath}\""),
        options.Refit && (!options.DrawsRowsToValidateOn || options.ValidationFraction == 0 || options.ValidationSet != null)
            ? Rule.Broken("refit", "must be false unless each network sets rows of its own aside (validationFraction, validationRows, validationSet)", true) : null,
        options.Refit && options.LearningRateSchedule?.WatchedMetric is { IsOfValidation: true } metric
            ? Rule.Broken("refit", $"must be false beside a learningRateSchedule that watches {metric}, for no row is left to validate on", true) : null,
        options.Refit && options.TimeLimit is { } limit ? Rule.Broken("refit", "must be false beside a timeLimit, which the first training may use up", $"True and {limit}") : null,
        options.InitialWeights == null ? null : Rule.Broken("initialWeights", "must be left out: members begin differently", $"{options.InitialWeights.Count} arrays"),
    ];
}
