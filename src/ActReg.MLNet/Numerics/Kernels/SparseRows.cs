using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>Some values of each row of a matrix with the columns where they stand, in memory of its owner's; the columns of a row ascend.</summary>
/// <remarks>
/// An entry is a place in <see cref="Columns"/> and <see cref="Values"/>; a row's are those from its start to the next row's. <see cref="Index"/>
/// finds those of a column, so that what belongs to one column is added up where it stays in the nearest cache.
/// </remarks>
internal readonly unsafe struct SparseRows
{
    private readonly int* _start;
    private readonly int _rows;
    private readonly int _capacity;

    /// <param name="memory">As many floats as <see cref="Length"/> says, zero at first.</param>
    /// <param name="rows">The most rows.</param>
    /// <param name="columns">The columns of the matrix.</param>
    /// <param name="capacity">The most entries.</param>
    public SparseRows(float* memory, int rows, int columns, int capacity)
    {
        _start = (int*)memory;
        _rows = rows;
        ColumnCount = columns;
        _capacity = capacity;
    }

    /// <summary>The floats that it takes.</summary>
    /// <inheritdoc cref="SparseRows(float*, int, int, int)"/>
    public static int Length(int rows, int columns, int capacity) => AlignedBuffer.Pad(checked(rows + 1 + columns + 2 + 5 * capacity));

    /// <summary>Whether there is anything at all.</summary>
    public bool Exists => _start != null;

    /// <summary>What follows in memory.</summary>
    public float* End => (float*)_start + Length(_rows, ColumnCount, _capacity);

    /// <summary>The number of columns.</summary>
    public int ColumnCount { get; }

    /// <summary>The entry that each row begins with, and at last the number of entries.</summary>
    public int* Starts => _start;

    /// <summary>Each entry's column.</summary>
    public int* Columns => _start + _rows + 1 + ColumnCount + 2;

    /// <summary>Each entry's value.</summary>
    public float* Values => (float*)(Columns + _capacity);

    /// <summary>What the loss's gradient by each entry's value is, where somebody has computed it.</summary>
    public float* Gradients => Values + _capacity;

    private int* ColumnStarts => _start + _rows + 1;

    private int* Entries => Columns + 3 * _capacity;

    private int* EntryRows => Columns + 4 * _capacity;

    /// <summary>Takes the values of a matrix that are not 0; <see langword="false"/> where they are more than there is room for.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="values">The matrix.</param>
    [MethodImpl(Compilation.AtOnce)]
    public bool TakeNonzeros(int rows, Matrix values)
    {
        var count = 0;
        for (var row = 0; row < rows; row++)
        {
            Starts[row] = count;
            count = NonzeroValues.Append(values.Start + row * values.Row, ColumnCount, count, _capacity, Values, Columns);
            if (count > _capacity)
                return false;
        }

        Starts[rows] = count;
        return true;
    }

    /// <summary>Makes all values of a matrix 0 but those that stand where there are entries.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="values">The matrix, its padding included.</param>
    [MethodImpl(Compilation.AtOnce)]
    public void ClearOthers(int rows, Matrix values)
    {
        int* starts = Starts, columns = Columns;
        var end = AlignedBuffer.Pad(ColumnCount);
        for (var row = 0; row < rows; row++)
        {
            var start = values.Start + row * values.Row;
            var next = 0;
            for (var entry = starts[row]; entry < starts[row + 1]; entry++)
            {
                new Span<float>(start + next, columns[entry] - next).Clear();
                next = columns[entry] + 1;
            }

            new Span<float>(start + next, end - next).Clear();
        }
    }

    /// <summary>Finds the entries of each column; to be called when all have their columns.</summary>
    /// <param name="rows">The rows.</param>
    [MethodImpl(Compilation.AtOnce)]
    public void Index(int rows)
    {
        // One place further on, so that filling each column moves its start to where it belongs.
        int* starts = ColumnStarts, columns = Columns, entries = Entries, entryRows = EntryRows;
        new Span<int>(starts, ColumnCount + 2).Clear();
        var count = Starts[rows];
        for (var entry = 0; entry < count; entry++)
            starts[columns[entry] + 2]++;
        for (var column = 2; column < ColumnCount + 2; column++)
            starts[column] += starts[column - 1];
        for (var row = 0; row < rows; row++)
        {
            for (var entry = Starts[row]; entry < Starts[row + 1]; entry++)
            {
                var place = starts[columns[entry] + 1]++;
                entries[place] = entry;
                entryRows[place] = row;
            }
        }
    }

    /// <summary>The entries of a column, in the order of their rows.</summary>
    /// <param name="column">The column.</param>
    /// <param name="entries">Receives where their numbers are.</param>
    /// <param name="rows">Receives where the numbers of their rows are.</param>
    public int OfColumn(int column, out int* entries, out int* rows)
    {
        var first = ColumnStarts[column];
        entries = Entries + first;
        rows = EntryRows + first;
        return ColumnStarts[column + 1] - first;
    }
}
