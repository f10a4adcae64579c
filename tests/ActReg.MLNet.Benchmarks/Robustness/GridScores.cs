namespace ActReg.MLNet.Benchmarks.Robustness;

/// <summary>A shape and a number of epochs.</summary>
internal sealed record Cell(string Units, int Epochs);

/// <summary>What a way to train reaches with each shape and number of epochs.</summary>
/// <param name="Training">Its name.</param>
/// <param name="Rows">To train on.</param>
/// <param name="Cells">The grid.</param>
/// <param name="Tasks">For each task, the score of each cell.</param>
internal sealed record GridScores(string Training, int Rows, IReadOnlyList<Cell> Cells, IReadOnlyDictionary<string, double[]> Tasks)
{
    /// <summary>Each cell's mean over tasks.</summary>
    public double[] Means { get; } = [.. Enumerable.Range(0, Cells.Count).Select(cell => Tasks.Values.Average(scores => scores[cell]))];
}
