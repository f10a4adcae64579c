namespace ActReg.MLNet;

/// <summary>What the names of a trainer's columns must be.</summary>
internal static class ColumnRules
{
    public static IEnumerable<string?> Of(ActivityRegularizedOptionsBase options) =>
        [Rule.NotBlank(options.LabelColumnName, "labelColumnName"), Rule.NotBlank(options.FeatureColumnName, "featureColumnName")];
}
