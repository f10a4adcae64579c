namespace ActReg.MLNet;

/// <summary>A matrix whose rows and columns stand in several stretches each: the patches of an image, which none copies out.</summary>
internal readonly unsafe struct FoldedMatrix(float* start, Fold rows, Fold columns)
{
    public float* Start { get; } = start;

    public Fold Rows { get; } = rows;

    public Fold Columns { get; } = columns;

    public FoldedMatrix Transposed => new(Start, Columns, Rows);
}

/// <summary>The rows or the columns of a <see cref="FoldedMatrix"/>.</summary>
/// <param name="Stretches">How many stretches they stand in.</param>
/// <param name="Stretch">From one to the next, in floats.</param>
/// <param name="Places">How many each has.</param>
/// <param name="Place">From one of them to the next, in floats.</param>
internal readonly record struct Fold(int Stretches, nint Stretch, int Places, nint Place);
