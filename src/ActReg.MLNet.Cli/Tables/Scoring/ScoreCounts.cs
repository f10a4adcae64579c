using System.Text.Json.Serialization;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>What came of scoring a table.</summary>
/// <param name="Rows">All rows.</param>
/// <param name="Unscored">Those that could not be scored.</param>
/// <param name="FirstProblem">What was wrong with the first of these; or <see langword="null"/>.</param>
internal sealed record ScoreCounts(long Rows, long Unscored, string? FirstProblem)
{
    /// <summary>Whether none could be.</summary>
    [JsonIgnore]
    public bool IsFailure => Rows > 0 && Unscored == Rows;

    /// <summary>Columns with categories that training did not see.</summary>
    public IReadOnlyList<UnseenCategory> UnseenCategories { get; init; } = [];

    /// <summary>Columns of predictions that have other names than the model's, because the table has columns of these names.</summary>
    public IReadOnlyDictionary<string, string> RenamedPredictions { get; init; } = new Dictionary<string, string>();
}
