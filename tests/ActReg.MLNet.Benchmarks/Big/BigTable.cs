using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Benchmarks.Big;

/// <summary>Generated rows whose labels are drawn by known probabilities: waves, steps, products and lines of some of the columns, some of which are skewed and far from 0; others say nothing.</summary>
internal sealed class BigTable
{
    /// <summary>The column of features whose numbers are of mean 0 and deviation 1.</summary>
    public const string Normalized = "Normalized";

    private const int RowsToCenterBy = 20_000;
    private const double Skewed = 1000;

    private readonly BigCase _case;
    private readonly double _intercept;

    public BigTable(BigCase bigCase)
    {
        _case = bigCase;
        double[] logits = [.. Draws(RowsToCenterBy, draw: 0).Select(row => Logit(row.Gaussians, row.Categories))];
        // The mean of the probabilities rises with the intercept.
        double low = -20, high = 20;
        while (high - low > 1e-6)
        {
            var middle = (low + high) / 2;
            (low, high) = logits.Average(logit => Sigmoid(logit + middle)) < bigCase.Positives ? (middle, high) : (low, middle);
        }

        _intercept = low;
    }

    /// <param name="count">How many.</param>
    /// <param name="draw">Of different rows, a different number above 0.</param>
    public BigRow[] Rows(int count, uint draw) => [.. Draws(count, draw).Select(row => Row(row.Gaussians, row.Categories, row.Uniform))];

    /// <summary>Columns Features, Normalized, Label and Cost, of rows to train on and of others; features have blocks of categories, if there are any.</summary>
    public (IDataView Train, IDataView Test) Views(MLContext mlContext, BigRow[] train, BigRow[] test)
    {
        string[] keys = _case.Categories.Count == 0 ? [] : ["A", "B", "C", "D"];
        var rows = View(mlContext, train);
        var features = mlContext.Transforms.ConcatenateCategories("Features", ["Numbers", .. keys])
            .Append(mlContext.Transforms.NormalizeMeanVariance("NormalizedNumbers", "Numbers", maximumExampleCount: RowsToCenterBy, fixZero: false))
            .Append(mlContext.Transforms.ConcatenateCategories(Normalized, ["NormalizedNumbers", .. keys])).Fit(rows);
        return (features.Transform(rows), features.Transform(View(mlContext, test)));
    }

    private IDataView View(MLContext mlContext, BigRow[] rows)
    {
        var schema = SchemaDefinition.Create(typeof(BigRow));
        schema[nameof(BigRow.Numbers)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, _case.Numbers);
        return mlContext.Data.LoadFromEnumerable(rows, schema);
    }

    private IEnumerable<(double[] Gaussians, int[] Categories, double Uniform)> Draws(int count, uint draw)
    {
        var random = new RandomState([7, draw]);
        for (var row = 0; row < count; row++)
        {
            var gaussians = new double[BigCase.Columns];
            for (var i = 0; i < gaussians.Length; i++)
                gaussians[i] = random.NextGaussian();
            // The first ones are frequent.
            int[] categories = [.. _case.Categories.Select(most => (int)Math.Pow(most, random.NextDouble()) - 1)];
            yield return (gaussians, categories, random.NextDouble());
        }
    }

    private BigRow Row(double[] gaussians, int[] categories, double uniform)
    {
        var probability = Sigmoid(Logit(gaussians, categories) + _intercept);
        uint Key(int column) => column < categories.Length ? (uint)categories[column] : 0;
        return new BigRow
        {
            Numbers = [.. gaussians.Take(_case.Numbers).Select((value, i) => (float)(i is 18 or 19 ? Skewed * Math.Exp(value) : value))],
            A = Key(0),
            B = Key(1),
            C = Key(2),
            D = Key(3),
            Cost = _case.HasCosts ? (float)Math.Exp(0.7 * gaussians[0] + 0.7 * gaussians[20]) : 1,
            Label = uniform < probability,
            Probability = probability,
        };
    }

    private double Logit(double[] x, int[] categories)
    {
        var numbers = Math.Sin(2 * x[0]) + x[1] * x[2] + (x[3] > 0.5 ? 1 : 0) - (x[4] > -0.3 && x[5] < 0.2 ? 1 : 0) + Math.Abs(x[6])
            + 2 * Math.Tanh(x[7] + x[8] - x[9]) + 0.7 * x[10] * Math.Sin(2 * x[11]) + 0.5 * x[18] - 0.3 * x[19] + 0.3 * (x[12] + x[13] - x[14] - x[15] + x[16]);
        if (categories.Length == 0)
            return _case.Sharpness * numbers;
        double[] effects = [.. categories.Select((category, column) => Math.Sin(1000 * column + 12.9898 * category))];
        return _case.Sharpness * (numbers + effects.Sum() + effects[0] * effects[2]);
    }

    private static double Sigmoid(double logit) => 1 / (1 + Math.Exp(-logit));
}
