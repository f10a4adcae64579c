using Microsoft.ML.Trainers;

namespace ActReg.MLNet;

/// <summary>One label, which ML.NET's cursor reads: a number, or the index of a class.</summary>
/// <param name="cursor">The cursor, which leaves out rows without.</param>
/// <param name="classes">As of <see cref="ExampleSource"/>.</param>
internal sealed class OneLabel(FloatLabelCursor cursor, IReadOnlyList<int>? classes) : RowLabels(1)
{
    public override long SkippedCount => cursor.BadLabelCount;

    private protected override void Fill(Span<float> values) => values[0] = classes == null ? cursor.Label : classes[(int)cursor.Label];
}
