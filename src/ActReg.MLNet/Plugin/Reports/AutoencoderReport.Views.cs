using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet;

public sealed partial class AutoencoderReport
{
    /// <summary>Runs an autoencoder over a data set. Takes no more memory for more rows.</summary>
    /// <param name="model">The trained autoencoder.</param>
    /// <param name="data">Rows with its input column; those with a missing or infinite feature are left out.</param>
    /// <exception cref="ArgumentException">The column is missing or not as in the training, or no row can be used.</exception>
    /// <exception cref="InvalidOperationException">A row has another number of values than the column's type says.</exception>
    public static AutoencoderReport Create(SparseAutoencoderTransformer model, IDataView data)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        return Create(model.Model, model.Scorer, FeatureColumn.Read(data, model.Columns.Input, model.Model.Network, "the model's inputColumnName"));
    }

    /// <summary>
    /// How much of one autoencoder's dictionary another one has: the mean, over the columns of the first one's decoder, of the largest cosine with a column of the
    /// second's; 1 where all are there again. Of two seeds on the same data, it says how far what is learned hangs on chance.
    /// </summary>
    /// <remarks>"Mean max cosine similarity": L. Sharkey, D. Braun and B. Millidge, "Taking features out of superposition with sparse autoencoders", 2022.</remarks>
    /// <param name="first">The one.</param>
    /// <param name="second">The other, of as many features; codes may be of different sizes.</param>
    /// <exception cref="ArgumentException">They have different numbers of features.</exception>
    /// <exception cref="InvalidOperationException">A decoder has hidden layers, so that there is no dictionary.</exception>
    public static double Stability(SparseAutoencoderTransformer first, SparseAutoencoderTransformer second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var (a, b) = (first.GetDictionary(), second.GetDictionary());
        return a[0].Length == b[0].Length ? Dictionaries.MeanLargestCosine(a, b)
            : throw new ArgumentException(Rule.Broken(nameof(second), $"must have {a[0].Length} features, like the first", b[0].Length));
    }

    /// <summary>
    /// The report as an ML.NET data set of one row. Columns: RowCount, Units and DeadUnits, Int64 and Int32; L0PerRow, DeadUnitFraction, ExplainedVariance,
    /// FractionOfVarianceUnexplained, CosineSimilarity, Shrinkage, HoyerSparsity, Double; LogFrequencyHistogram, a vector of seven Int32.
    /// </summary>
    /// <param name="mlContext">Makes the data set.</param>
    public IDataView ToDataView(MLContext mlContext)
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        return mlContext.Data.LoadFromEnumerable<Row>([new Row(this)]);
    }

    private sealed class Row(AutoencoderReport report)
    {
        public long RowCount => report.RowCount;

        public int Units => report.Code.Units;

        public int DeadUnits => report.Code.DeadUnits;

        public double DeadUnitFraction => report.Code.DeadUnitFraction;

        public double L0PerRow => report.Code.L0PerRow;

        public double ExplainedVariance => report.ExplainedVariance;

        public double FractionOfVarianceUnexplained => report.FractionOfVarianceUnexplained;

        public double CosineSimilarity => report.CosineSimilarity;

        public double Shrinkage => report.Shrinkage;

        public double HoyerSparsity => report.Code.HoyerSparsity;

        [VectorType(LogBins)]
        public int[] LogFrequencyHistogram => [.. report.LogFrequencyHistogram];
    }
}
