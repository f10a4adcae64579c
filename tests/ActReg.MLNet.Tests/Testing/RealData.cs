using System.Globalization;
using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>The data sets of <c>tests/data</c>.</summary>
internal static class RealData
{
    /// <summary>All rows, each feature with mean 0 and deviation 1; the label is the last column.</summary>
    public static TrainingSet Standardized(string name)
    {
        float[][] rows =
        [
            .. File.ReadLines(Repository.At("tests", "data", name + ".csv")).Skip(1)
                .Select(line => line.Split(',').Select(cell => float.Parse(cell, CultureInfo.InvariantCulture)).ToArray()),
        ];
        var features = rows[0].Length - 1;
        for (var feature = 0; feature < features; feature++)
        {
            var mean = rows.Average(row => row[feature]);
            var deviation = MathF.Sqrt(rows.Average(row => (row[feature] - mean) * (row[feature] - mean)));
            foreach (var row in rows)
                row[feature] = (row[feature] - mean) / deviation;
        }

        return new TrainingSet(features, [.. rows.SelectMany(row => row[..^1])], [.. rows.Select(row => row[^1])], null);
    }

    /// <summary>The digits, 8 x 8 pixels from 0 to 16, as they are.</summary>
    public static IDataView Digits(MLContext mlContext) => mlContext.Data.LoadFromTextFile(
        Repository.At("tests", "data", "digits.csv"),
        [new("Features", DataKind.Single, 0, 63), new("Label", DataKind.Single, 64)], separatorChar: ',', hasHeader: true);
}
