namespace ActReg.MLNet;

/// <summary>What the tiles of a panel are computed from: <c>C = A B + beginning</c>.</summary>
/// <param name="depth">The columns of A and rows of B; of each stretch of columns, where there are several.</param>
/// <param name="a">Any layout.</param>
/// <param name="b">Column stride 1.</param>
/// <param name="beginning">C, or the row that every row begins with, with a row stride of 0. Zeros where it has no start.</param>
/// <param name="c">Column stride 1.</param>
/// <param name="stretches">The stretches of A's columns.</param>
/// <param name="jump">From behind the last column of a stretch to the next stretch.</param>
internal readonly struct PanelOperands(int depth, Matrix a, Matrix b, Matrix beginning, Matrix c, int stretches = 1, nint jump = 0)
{
    public int Depth { get; } = depth;

    public Matrix A { get; } = a;

    public Matrix B { get; } = b;

    public Matrix Beginning { get; } = beginning;

    public Matrix C { get; } = c;

    public int Stretches { get; } = stretches;

    public nint Jump { get; } = jump;
}
