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

    private PreparedFold First => field ??= Prepare(Number(0, seed: 0));

    public PreparedRows Rows => First.Train;

    public IReadOnlyList<string> Notes => [];

    /// <summary>Of the first two draws and the last, by which other ways of drawing are told.</summary>
    public string Checksum(IReadOnlyList<StudySplit> splits) =>
        string.Join(" ", new[] { splits[1], splits[^1] }.Distinct().Select(split => Prepare(split).Name).Prepend(First.Name));

    /// <summary>One for each draw.</summary>
    public static IReadOnlyList<StudySplit> Splits(int count, int seed) => [.. Enumerable.Range(0, count).Select(number => Number(number, seed))];

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

    private static StudySplit Number(int number, int seed) =>
        new(string.Create(CultureInfo.InvariantCulture, $"draw {number + 1}"), unchecked(seed + number), [number], []);

    private PreparedRows Read(IDataView data, StudySplit split)
    {
        var (rows, isUsable) = reader.Read(data);
        return rows.RowCount == isUsable.Length && rows.RowCount > 0 ? rows
            : throw new InvalidOperationException($"Each row of a draw must be usable; of {split.Name}, {isUsable.Length - rows.RowCount} of {isUsable.Length} are not.");
    }
}
