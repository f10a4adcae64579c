using Microsoft.ML.Trainers;

namespace ActReg.MLNet;

/// <summary>Rows that are drawn: in memory of each class the same share, else each by itself.</summary>
/// <param name="Fraction">The share of the rows.</param>
/// <param name="Seed">The training's.</param>
/// <param name="ByClass">Whether labels are classes.</param>
internal sealed record RandomRows(float Fraction, int Seed, bool ByClass) : SetAsideRows
{
    private readonly ValidationDraw _draw = new(Fraction, Seed);

    public override CursOpt Columns => CursOpt.Id;

    public override Func<bool> Begin(FeatureFloatVectorCursor cursor) => () => _draw.SetsAside(cursor.Id);

    public override (int[] Train, int[] Validation) Split(TrainingSet set) =>
        ValidationSplit.Split(set, Fraction, ByClass, RandomStreams.Create(Seed, RandomStreams.Validation));
}
