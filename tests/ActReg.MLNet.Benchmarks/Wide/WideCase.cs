using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Text;

namespace ActReg.MLNet.Benchmarks.Wide;

/// <summary>Features that are many and mostly 0, kept in memory as ML.NET makes them.</summary>
/// <param name="Name">A word for the command line.</param>
/// <param name="Title">What it is.</param>
/// <param name="Create">Makes rows by a seed.</param>
/// <param name="Featurize">Makes features of them.</param>
internal sealed record WideCase(
    string Name, string Title, Func<int, TextRow[]> Create, Func<MLContext, IEstimator<ITransformer>> Featurize)
{
    private const int Texts = 6000;
    private const int Rows = 2000;
    private const int HashBits = 15;

    public static IReadOnlyList<WideCase> All { get; } =
    [
        new("categories", $"{Rows:N0} rows of {GeneratedCategories.Columns} hashed categories, 131,072 columns", seed => GeneratedCategories.Create(Rows, seed), Hash),
        new("texts", $"{Texts:N0} texts, n-grams of one and two words", seed => GeneratedTexts.Create(Texts, seed), Count),
    ];

    /// <summary>Rows to train on and others to judge by, both in memory.</summary>
    public (IDataView Train, IDataView Test) Load(MLContext mlContext)
    {
        var train = mlContext.Data.LoadFromEnumerable(Create(1));
        var features = Featurize(mlContext).Fit(train);
        return (InMemory(mlContext, features.Transform(train)), InMemory(mlContext, features.Transform(mlContext.Data.LoadFromEnumerable(Create(2)))));
    }

    private static IDataView InMemory(MLContext mlContext, IDataView data)
    {
        var cached = mlContext.Data.Cache(data, "Features", "Label");
        _ = cached.GetColumn<bool>("Label").Count();
        _ = cached.GetColumn<VBuffer<float>>("Features").Count();
        return cached;
    }

    private static EstimatorChain<ColumnConcatenatingTransformer> Hash(MLContext mlContext) => mlContext.Transforms.CustomMapping<TextRow, Columns>(
            (row, made) => (made.A, made.B, made.C, made.D) = (row.Categories[0], row.Categories[1], row.Categories[2], row.Categories[3]), contractName: null)
        .Append(mlContext.Transforms.Categorical.OneHotHashEncoding(
            [new("A"), new("B"), new("C"), new("D")], numberOfBits: HashBits))
        .Append(mlContext.Transforms.Concatenate("Features", "A", "B", "C", "D"));

    private static TextFeaturizingEstimator Count(MLContext mlContext) => mlContext.Transforms.Text.FeaturizeText("Features", new TextFeaturizingEstimator.Options
    {
        CharFeatureExtractor = null,
        WordFeatureExtractor = new WordBagEstimator.Options { NgramLength = 2, UseAllLengths = true, MaximumNgramsCount = [20_000, 80_000] },
    }, nameof(TextRow.Text));

    private sealed class Columns
    {
        public string A { get; set; } = "";

        public string B { get; set; } = "";

        public string C { get; set; } = "";

        public string D { get; set; } = "";
    }
}
