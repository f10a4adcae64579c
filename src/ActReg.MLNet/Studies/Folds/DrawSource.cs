using System.Globalization;
using Microsoft.ML;

namespace ActReg.MLNet;

/// <summary>Makes a fold of each draw of data.</summary>
/// <param name="draw">The rows to train on and those to judge by of a draw, by its number from 0.</param>
/// <param name="preprocessing">What is fitted to the rows to train on of each.</param>
/// <param name="reader">Reads them.</param>
internal sealed class DrawSource(Func<int, (IDataView Train, IDataView Test)> draw, StudyPreprocessing preprocessing, StudyReader reader) : IFoldSource
{
    private readonly Lock _drawing = new();

    public PreparedRows Rows => field ??= Prepare(Splits(1, seed: 0)[0]).Train;

    public IReadOnlyList<string> Notes => [];

    public bool DiffersBySplit => true;

    /// <summary>One for each draw.</summary>
    public static IReadOnlyList<StudySplit> Splits(int count, int seed) => [.. Enumerable.Range(0, count).Select(number => new StudySplit(
        string.Create(CultureInfo.InvariantCulture, $"draw {number + 1}"), unchecked(seed + number), [number], []))];

    /// <exception cref="InvalidOperationException">No row of the draw can be used.</exception>
    public PreparedFold Prepare(StudySplit split)
    {
        // What draws may not be for several threads.
        lock (_drawing)
        {
            var (train, test) = draw(split.Train[0]);
            using var fitted = preprocessing.Fit(train);
            return PreparedFold.Of(Read(fitted.Transform(train), split), Read(fitted.Transform(test), split));
        }
    }

    private PreparedRows Read(IDataView data, StudySplit split)
    {
        var (rows, isUsable) = reader.Read(data);
        return rows.RowCount == isUsable.Length && rows.RowCount > 0 ? rows
            : throw new InvalidOperationException($"Each row of a draw must be usable; of {split.Name}, {isUsable.Length - rows.RowCount} of {isUsable.Length} are not.");
    }
}
