namespace ActReg.MLNet.Cli.Tables;

/// <summary>What a pipeline calls its features and its label: ML.NET's own names, unless the table has columns of these names.</summary>
internal sealed record ColumnRoles(string Features, string Label)
{
    /// <param name="columns">Those of the table.</param>
    /// <param name="label">The one that is the label, which a label can be made of in its place.</param>
    public static ColumnRoles Of(IReadOnlyCollection<string> columns, string label) =>
        new(Free("Features", columns), label == "Label" ? label : Free("Label", columns));

    private static string Free(string name, IReadOnlyCollection<string> columns) => columns.Contains(name) ? Free(name + "_", columns) : name;
}
