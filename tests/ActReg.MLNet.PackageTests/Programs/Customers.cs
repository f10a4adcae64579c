using Microsoft.ML;
using Microsoft.ML.Data;

/// <summary>A row of customers.csv, in which cells may be empty.</summary>
internal sealed class Customer
{
    [LoadColumn(0)]
    public float Age { get; set; }

    [LoadColumn(1)]
    public float Income { get; set; }

    [LoadColumn(2)]
    public string City { get; set; } = "";

    [LoadColumn(3), ColumnName("Label")]
    public bool Bought { get; set; }

    public static IDataView Load(MLContext mlContext) => mlContext.Data.LoadFromTextFile<Customer>(
        "customers.csv", new TextLoader.Options { Separators = [','], HasHeader = true, MissingRealsAsNaNs = true });

    /// <summary>A line for each row, with every bit of its score.</summary>
    public static IEnumerable<string> Scores(ITransformer model, IDataView customers) =>
        model.Transform(customers).GetColumn<float>("Score").Select(score => $"{BitConverter.SingleToUInt32Bits(score):x8}");
}
