namespace ActReg.MLNet;

/// <summary>What a schedule sees of the layers whose output is penalized; one value per layer.</summary>
/// <param name="units">The outputs per row.</param>
/// <param name="last">The share of outputs that were exactly 0 in the step before; NaN before the first.</param>
/// <param name="beforeLast">The same of the step before that.</param>
internal readonly ref struct RecentSparsity(ReadOnlySpan<int> units, ReadOnlySpan<double> last, ReadOnlySpan<double> beforeLast)
{
    public ReadOnlySpan<int> Units { get; } = units;

    public ReadOnlySpan<double> Last { get; } = last;

    public ReadOnlySpan<double> BeforeLast { get; } = beforeLast;
}
