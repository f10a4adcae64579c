using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet;

/// <summary>The transpose of a matrix, eight by eight elements at a time.</summary>
internal static unsafe class Transposition
{
    private const int Block = 8;

    /// <summary>Writes the transpose, its rows padded with zeros to whole vectors.</summary>
    /// <param name="rows">The rows of <paramref name="from"/>.</param>
    /// <param name="columns">The columns of <paramref name="from"/> and rows of <paramref name="to"/>.</param>
    /// <param name="from">Column stride 1; its rows hold whole vectors.</param>
    /// <param name="to">Column stride 1, with room for as many columns as <paramref name="rows"/> rounded up to a multiple of 8.</param>
    public static void Run(int rows, int columns, Matrix from, Matrix to) => Run(rows, columns, from, to, kept: default);

    /// <summary>Adds the transpose to what is there.</summary>
    /// <inheritdoc cref="Run(int, int, Matrix, Matrix)"/>
    public static void Add(int rows, int columns, Matrix from, Matrix to) =>
        Run(rows, columns, from, to, kept: Vector256<int>.AllBitsSet.AsSingle());

    [MethodImpl(Compilation.AtOnce)]
    private static void Run(int rows, int columns, Matrix from, Matrix to, Vector256<float> kept)
    {
        // Two blocks fill a cache line of each row that they write.
        for (var firstRow = 0; firstRow < rows; firstRow += 2 * Block)
        {
            for (var column = 0; column < columns; column += Block)
            {
                for (var row = firstRow; row < Math.Min(firstRow + 2 * Block, rows); row += Block)
                {
                    TransposeBlock(
                        Math.Min(Block, rows - row), Math.Min(Block, columns - column),
                        new Matrix(from.Start + row * from.Row + column, from.Row), new Matrix(to.Start + column * to.Row + row, to.Row), kept);
                }
            }
        }
    }

    /// <summary>Of one block. In three rounds, rows that lie four, two and one apart exchange a quarter of the block each.</summary>
    [MethodImpl(Compilation.AtOnce)]
    private static void TransposeBlock(int rows, int columns, Matrix from, Matrix to, Vector256<float> kept)
    {
        var r0 = LoadRow(0, rows, from);
        var r1 = LoadRow(1, rows, from);
        var r2 = LoadRow(2, rows, from);
        var r3 = LoadRow(3, rows, from);
        var r4 = LoadRow(4, rows, from);
        var r5 = LoadRow(5, rows, from);
        var r6 = LoadRow(6, rows, from);
        var r7 = LoadRow(7, rows, from);

        var fours = Vector256.Create(4, 5, 6, 7, 0, 1, 2, 3);
        var ofFours = Vector256.Create(-1, -1, -1, -1, 0, 0, 0, 0).AsSingle();
        Exchange(ref r0, ref r4, fours, ofFours);
        Exchange(ref r1, ref r5, fours, ofFours);
        Exchange(ref r2, ref r6, fours, ofFours);
        Exchange(ref r3, ref r7, fours, ofFours);

        var twos = Vector256.Create(2, 3, 0, 1, 6, 7, 4, 5);
        var ofTwos = Vector256.Create(-1, -1, 0, 0, -1, -1, 0, 0).AsSingle();
        Exchange(ref r0, ref r2, twos, ofTwos);
        Exchange(ref r1, ref r3, twos, ofTwos);
        Exchange(ref r4, ref r6, twos, ofTwos);
        Exchange(ref r5, ref r7, twos, ofTwos);

        var ones = Vector256.Create(1, 0, 3, 2, 5, 4, 7, 6);
        var ofOnes = Vector256.Create(-1, 0, -1, 0, -1, 0, -1, 0).AsSingle();
        Exchange(ref r0, ref r1, ones, ofOnes);
        Exchange(ref r2, ref r3, ones, ofOnes);
        Exchange(ref r4, ref r5, ones, ofOnes);
        Exchange(ref r6, ref r7, ones, ofOnes);

        Store(r0, to.Start, kept);
        if (columns > 1) Store(r1, to.Start + to.Row, kept);
        if (columns > 2) Store(r2, to.Start + 2 * to.Row, kept);
        if (columns > 3) Store(r3, to.Start + 3 * to.Row, kept);
        if (columns > 4) Store(r4, to.Start + 4 * to.Row, kept);
        if (columns > 5) Store(r5, to.Start + 5 * to.Row, kept);
        if (columns > 6) Store(r6, to.Start + 6 * to.Row, kept);
        if (columns > 7) Store(r7, to.Start + 7 * to.Row, kept);
    }

    /// <summary>What is there is kept by all bits or none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<float> values, float* to, Vector256<float> kept) => (values + (Vector256.Load(to) & kept)).Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> LoadRow(int row, int rows, Matrix from) =>
        row < rows ? Vector256.Load(from.Start + row * from.Row) : default;

    /// <summary>Swaps the unkept places of <paramref name="upper"/> with the kept ones of <paramref name="lower"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Exchange(ref Vector256<float> upper, ref Vector256<float> lower, Vector256<int> swapped, Vector256<float> kept)
    {
        var fromLower = Vector256.Shuffle(lower, swapped);
        var fromUpper = Vector256.Shuffle(upper, swapped);
        upper = Vector256.ConditionalSelect(kept, upper, fromLower);
        lower = Vector256.ConditionalSelect(kept, fromUpper, lower);
    }
}
