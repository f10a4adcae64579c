using ActReg.MLNet.Benchmarks.Speed.Measuring;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Benchmarks.Big;

/// <summary>What a method made of a large table.</summary>
/// <param name="Method">The method.</param>
/// <param name="Seconds">Of <c>Fit</c>, the reading of rows included.</param>
/// <param name="LogLoss">Of the rows to judge by, weighed by their costs.</param>
/// <param name="Epochs">Those that the last network was trained for; 0 for trees.</param>
internal sealed record BigRun(string Method, double Seconds, double LogLoss, int Epochs)
{
    private const double SmallestProbability = 1.1920929e-7;

    /// <param name="mlContext">Where it trains.</param>
    /// <param name="method">The method.</param>
    /// <param name="bigCase">What the table is.</param>
    /// <param name="train">The rows to train on.</param>
    /// <param name="test">Those to judge by.</param>
    /// <param name="testRows">The same.</param>
    /// <param name="first">What the first method took.</param>
    public static BigRun Measure(MLContext mlContext, BigMethod method, BigCase bigCase, IDataView train, IDataView test, BigRow[] testRows, BigRun? first)
    {
        var epochs = 0;
        ITransformer? model = null;
        var trainer = method.Create(mlContext, bigCase.HasCosts ? nameof(BigRow.Cost) : null, TimeSpan.FromSeconds(first?.Seconds ?? 1), epoch => epochs = epoch.Metrics.Epoch);
        var seconds = Timing.Of(() => model = trainer.Fit(train));
        var probabilities = model!.Transform(test).GetColumn<float>("Probability");
        return new(method.Name, seconds, LogLossOf(testRows, probabilities.Select(probability => (double)probability)), epochs);
    }

    /// <summary>That of the probabilities that labels were drawn by.</summary>
    public static double Least(BigRow[] rows) => LogLossOf(rows, rows.Select(row => row.Probability));

    private static double LogLossOf(BigRow[] rows, IEnumerable<double> probabilities)
    {
        double sum = 0, weights = 0;
        foreach (var (row, probability) in rows.Zip(probabilities))
        {
            sum -= row.Cost * Math.Log(Math.Clamp(row.Label ? probability : 1 - probability, SmallestProbability, 1));
            weights += row.Cost;
        }

        return sum / weights;
    }
}
