using Microsoft.ML.Trainers;

namespace ActReg.MLNet;

/// <summary>The last rows, in the order in which they are read.</summary>
/// <param name="Fraction">The share of the rows.</param>
/// <param name="Count">All rows; 0 before they have been counted.</param>
internal sealed record LastRows(float Fraction, long Count = 0) : SetAsideRows
{
    public override bool IsByOrder => true;

    public override Func<bool> Begin(FeatureFloatVectorCursor cursor)
    {
        var left = Count - ValidationSplit.LastCount(Fraction, Count);
        return () => Count > 0 && left-- <= 0;
    }

    public override (int[] Train, int[] Validation) Split(TrainingSet set) => ValidationSplit.Last(set.RowCount, Fraction);

    public override SetAsideRows ForStreaming(Func<long> countRows) => this with { Count = countRows() };

    public override string? Problem(ExampleSource source, long train, long setAside) => Count > 0 && train + setAside != Count
        ? source.ChangedText($"{Count}", $"{train + setAside}") : base.Problem(source, train, setAside);
}
