namespace ActReg.MLNet.Cli.Tables;

/// <summary>A column and what it is taken for.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Source">Its place in the file.</param>
/// <param name="Kind">What it is taken for.</param>
/// <param name="Reason">Why a model does not use it; or <see langword="null"/>.</param>
/// <param name="Missing">The rows without a value.</param>
/// <param name="Values">The different values that were seen.</param>
internal sealed record TakenColumn(string Name, int Source, ColumnKind Kind, string? Reason, long Missing, int Values)
{
    /// <summary>What a person should know of a column that is used; or <see langword="null"/>.</summary>
    public string? Note { get; init; }

    public bool IsUsed => Reason == null && Kind is not (ColumnKind.Ignored or ColumnKind.Label);
}
