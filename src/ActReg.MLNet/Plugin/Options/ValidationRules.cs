namespace ActReg.MLNet;

/// <summary>What the options of validation ask of each other.</summary>
internal static class ValidationRules
{
    public static IEnumerable<string?> Of(TrainingOptions options) =>
    [
        options.ValidationSet != null && options.ValidationFraction > 0
            ? Rule.Broken("validationFraction", "must be 0 beside a validationSet", options.ValidationFraction) : null,
        options.ValidationRows != ValidationRows.Random && options.ValidationFraction == 0
            ? Rule.Broken("validationRows", "must be left as it is without a validationFraction", options.ValidationRows) : null,
        .. options.SamplingKeyColumnName is { } name ? OfSamplingKey(name, options) : [],
    ];

    /// <summary>What is wrong where no validation set is given, in the options or to <c>Fit</c>; <see langword="null"/> where nothing is.</summary>
    public static string? MissingSet(TrainingOptions options) => WatchedFigure.Of(options.Settings)
        .Where(watched => watched.Metric.IsOfValidation && options.ValidationFraction == 0)
        .Select(watched => $"{watched.Option} watches {watched.Metric}, and there is no validation set: give one to Fit or in the options "
            + "(validationSet, or validationFraction).")
        .FirstOrDefault();

    /// <summary>What is wrong where all rows belong together; <see langword="null"/> where each stands for itself.</summary>
    public static string? OneGroup(TrainingOptions options) => options.SamplingKeyColumnName is { } column ? RowGroups.Problem(column, groups: 1, setAside: 0) : null;

    private static IEnumerable<string?> OfSamplingKey(string name, TrainingOptions options) =>
    [
        Rule.NotBlank(name, "samplingKeyColumnName"),
        options.ValidationFraction == 0
            ? Rule.Broken("samplingKeyColumnName", "must be left out without a validationFraction", $"\"{name}\"") : null,
        options.ValidationRows == ValidationRows.Last
            ? Rule.Broken("samplingKeyColumnName", "must be left out where validationRows is Last", $"\"{name}\"") : null,
    ];
}
