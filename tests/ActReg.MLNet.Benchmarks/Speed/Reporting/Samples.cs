using MathNet.Numerics.Statistics;

namespace ActReg.MLNet.Benchmarks.Speed.Reporting;

/// <summary>One thing, measured again and again.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Unit">Of the values.</param>
/// <param name="Values">In the order of the repeats; at least one.</param>
internal sealed record Samples(string Name, Unit Unit, IReadOnlyList<double> Values)
{
    public double Median { get; } = Values.Median();

    public string MedianText() => Unit.Format(Median);

    /// <summary>The same in another unit.</summary>
    public Samples Convert(Unit unit, Func<double, double> convert) => new(Name, unit, [.. Values.Select(convert)]);
}
