namespace ActReg.MLNet.Benchmarks.Speed;

/// <summary>How thoroughly to measure.</summary>
/// <param name="IsQuick">Whether one repeat of little work will do, to see that everything runs.</param>
internal sealed record BenchmarkSettings(bool IsQuick)
{
    /// <summary>So many of what takes seconds each.</summary>
    public int Repeats => IsQuick ? 1 : 7;

    /// <summary>So many of what takes milliseconds each.</summary>
    public int ShortRepeats => IsQuick ? 5 : 101;
}
