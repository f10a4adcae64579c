namespace ActReg.MLNet;

/// <summary>What base options must be for a study, whose trials are plain data and have seeds of their own.</summary>
internal static class StudiedOptions
{
    /// <summary>Sentences, and null for each rule that is kept.</summary>
    public static IEnumerable<string?> Problems(TrainingOptions options) =>
    [
        Absent(options.ValidationSet, "validationSet", "a study has folds and test data to judge by"),
        Absent(options.OnEpochEnd, "onEpochEnd", "trials run side by side; the study's options have OnProgress"),
        Absent(options.Augmentation, "augmentation", "a trial is plain data, which code is not"),
        Absent(options.InitialWeights, "initialWeights", "they would make all seeds alike"),
        Absent(options.CheckpointPath, "checkpointPath", "the study's options have JournalPath"),
        options.CancellationToken.CanBeCanceled ? Rule.Broken("cancellationToken", "must be left out of a study's base options: the study's own options have one", "one") : null,
        .. options.StudyProblems,
    ];

    private static string? Absent(object? value, string name, string reason) =>
        value == null ? null : Rule.Broken(name, $"must be left out of a study's base options: {reason}", "one");
}
