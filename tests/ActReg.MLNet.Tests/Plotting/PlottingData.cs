using ActReg.MLNet.Plotting;
using Microsoft.ML;
using Microsoft.ML.Data;
using SkiaSharp;

namespace ActReg.MLNet.Tests.Plotting;

/// <summary>Small data, models and histories to draw, and the means to look at what was drawn.</summary>
internal static class PlottingData
{
    public static readonly SKColor Blue = SKColor.Parse("#0072B2");
    public static readonly SKColor Vermilion = SKColor.Parse("#D55E00");
    public static readonly SKColor Green = SKColor.Parse("#009E73");

    private static readonly MLContext Context = new(seed: 1);

    public sealed class Row
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }

    /// <summary>Two noisy rings; the inner one is true.</summary>
    public static IDataView Rings(int count = 60, int seed = 1)
    {
        var random = new Random(seed);
        return Context.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(i =>
        {
            double angle = 2 * Math.PI * random.NextDouble(), radius = (i % 2 == 0 ? 1 : 0.6) + 0.1 * random.NextDouble();
            return new Row { Features = [(float)(radius * Math.Cos(angle)), (float)(radius * Math.Sin(angle))], Label = i % 2 == 1 };
        }).ToArray());
    }

    /// <summary>Rows that are true on the right.</summary>
    public static IDataView Halves(int count = 60)
    {
        var random = new Random(2);
        return Context.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(_ =>
        {
            float x = 2 * random.NextSingle() - 1, y = 2 * random.NextSingle() - 1;
            return new Row { Features = [x, y], Label = x > 0 };
        }).ToArray());
    }

    public static IDataView Rows<T>(params T[] rows)
        where T : class => Context.Data.LoadFromEnumerable(rows);

    public static ITransformer Linear(IDataView data) =>
        Context.BinaryClassification.Trainers.LbfgsLogisticRegression(l1Regularization: 0, l2Regularization: 0.001f).Fit(data);

    /// <summary>A model without the column Probability.</summary>
    public static ITransformer Uncalibrated(IDataView data) => Context.BinaryClassification.Trainers.LinearSvm().Fit(data);

    public static EpochMetrics[] History(int epochs, bool validation = true, double penalty = 0.01)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(1, epochs).Select(e => new EpochMetrics
        {
            Epoch = e,
            Loss = 1.0 / e + penalty,
            DataLoss = 1.0 / e,
            ActivityPenalty = penalty,
            Accuracy = 1 - 0.4 / e,
            ValidationAccuracy = validation ? 0.7 + 0.05 * random.NextDouble() : double.NaN,
            ValidationDataLoss = validation ? 0.5 + 0.1 * random.NextDouble() : double.NaN,
        })];
    }

    public static SKBitmap Decode(Figure figure) => SKBitmap.Decode(figure.ToPng());

    /// <summary>How many pixels have exactly that color.</summary>
    public static int Count(SKBitmap bitmap, SKColor color) => bitmap.Pixels.Count(p => p == color);

    public static int Count(Figure figure, SKColor color)
    {
        using var bitmap = Decode(figure);
        return Count(bitmap, color);
    }

    public static void Rejects<T>(string message, Action action)
        where T : ArgumentException => StringAssert.StartsWith(Assert.ThrowsExactly<T>(action).Message, message);
}
