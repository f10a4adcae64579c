using ActReg.MLNet.Benchmarks.Generated;
using Microsoft.ML;

namespace ActReg.MLNet.Benchmarks.Speed.Tabular;

/// <summary>The generated table that the tabular trainer's targets are about: of two classes, in memory.</summary>
internal static class TabularTable
{
    public const int Features = 30;
    public const int TrainingRows = 5_000;

    private static readonly Teacher Teacher = new(Features, classes: 2, seed: 1);

    /// <param name="mlContext">Where the view belongs.</param>
    /// <param name="rows">How many.</param>
    /// <param name="draw">Of different rows, a different number.</param>
    public static IDataView Load(MLContext mlContext, int rows, uint draw = 1) =>
        TeacherViews.Load(mlContext, Teacher.Rows(rows, draw).ToArray(), Features, Teacher.ClassCount);

    /// <summary>The same rows' features, one row after the other.</summary>
    public static float[] Values(int rows, uint draw) => [.. Teacher.Rows(rows, draw).SelectMany(row => row.Features)];
}
