namespace ActReg.MLNet.Cli.Tables;

/// <summary>The label of a model.</summary>
/// <param name="Column">Its column.</param>
/// <param name="Task">What is to be told of it.</param>
/// <param name="Classes">Its values, of two the negative one first; none in regression.</param>
/// <param name="Roles">What the pipeline calls it, and the features.</param>
internal sealed record TableLabel(string Column, TableTask Task, IReadOnlyList<string> Classes, ColumnRoles Roles)
{
    /// <summary>Why the task is this one.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Of two classes, why the second is the positive one.</summary>
    public string PositiveReason { get; init; } = "";
}
