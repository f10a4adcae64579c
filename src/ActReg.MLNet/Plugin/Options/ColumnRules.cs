namespace ActReg.MLNet;

/// <summary>What the names of columns must be.</summary>
internal static class ColumnRules
{
    public static IEnumerable<string?> Of(ActivityRegularizedOptionsBase options) =>
    [
        Rule.NotBlank(options.LabelColumnName, "labelColumnName"),
        Rule.NotBlank(options.FeatureColumnName, "featureColumnName"),
        options.ExampleWeightColumnName == null ? null : Rule.NotBlank(options.ExampleWeightColumnName, "exampleWeightColumnName"),
    ];
}
