namespace ActReg.MLNet.Benchmarks.Big;

/// <summary>What is asked of a large table.</summary>
/// <param name="Name">A word for the command line.</param>
/// <param name="Title">What it is.</param>
internal sealed record BigCase(string Name, string Title)
{
    public const int Columns = 28;

    /// <summary>The share of rows of the first class.</summary>
    public double Positives { get; init; } = 0.5;

    /// <summary>What logits are multiplied by: the larger it is, the less labels are left to chance.</summary>
    public double Sharpness { get; init; } = 1;

    /// <summary>Whether rows have costs, which weigh them in training and in the log-loss.</summary>
    public bool HasCosts { get; init; }

    /// <summary>Of each column of categories, how many there are.</summary>
    public IReadOnlyList<int> Categories { get; init; } = [];

    public int Numbers => Columns - Categories.Count;

    public static IReadOnlyList<BigCase> All { get; } =
    [
        new("balanced", "28 numbers, half of the rows positive"),
        new("rare", "28 numbers, 3 % of the rows positive") { Positives = 0.03 },
        new("sharp", "28 numbers, which leave little of the labels to chance") { Sharpness = 5 },
        new("costs", "28 numbers, rows weighed by their cost") { HasCosts = true },
        new("categories", "24 numbers and columns of 8, 40, 300 and 2,000 categories") { Categories = [8, 40, 300, 2000] },
    ];
}
