using System.Globalization;
using Microsoft.ML;

namespace ActReg.MLNet;

/// <summary>Makes folds of a study's data: pre-processing is fitted on the rows of each fold that are trained on, and no others.</summary>
internal sealed class FoldSource : IFoldSource
{
    private readonly IDataView _data;
    private readonly IDataView? _testData;
    private readonly StudyPreprocessing _preprocessing;
    private readonly StudyReader _reader;
    private readonly int[] _rowNumbers;
    private readonly int _rowCount;
    private readonly PreparedRows? _testRows;

    /// <param name="data">The rows to train on.</param>
    /// <param name="testData">Others; or <see langword="null"/>.</param>
    /// <param name="preprocessing">What is fitted in each fold.</param>
    /// <param name="reader">Reads them.</param>
    /// <exception cref="ArgumentException">A column is missing, or not of the type that it must be.</exception>
    /// <exception cref="InvalidOperationException">No row can be used, or pre-processing leaves rows out.</exception>
    public FoldSource(IDataView data, IDataView? testData, StudyPreprocessing preprocessing, StudyReader reader)
    {
        (_data, _testData, _preprocessing, _reader) = (data, testData, preprocessing, reader);
        // Fitted on all rows only to see which can be used, and which class each is of.
        using var fitted = preprocessing.Fit(data);
        (Rows, var isUsable) = reader.Read(fitted.Transform(data));
        CheckCount(data, isUsable.Length, "data");
        if (Rows.RowCount == 0)
            throw new InvalidOperationException($"No row of the data can be used: of {isUsable.Length}, each has a feature, label or weight that is missing, infinite, or not above 0.");
        _rowNumbers = [.. Enumerable.Range(0, isUsable.Length).Where(row => isUsable[row])];
        _rowCount = isUsable.Length;
        Notes = LeftOut(isUsable.Length - Rows.RowCount, "data");
        if (testData == null)
            return;
        (var testRows, isUsable) = reader.Read(fitted.Transform(testData));
        CheckCount(testData, isUsable.Length, "test data");
        if (testRows.RowCount == 0)
            throw new InvalidOperationException($"No row of the test data can be used: of {isUsable.Length}, each has a feature, label or weight that is missing, infinite, or not above 0.");
        Notes = [.. Notes, .. LeftOut(isUsable.Length - testRows.RowCount, "test data")];
        testRows.CheckAgainst(Rows);
        _testRows = testRows;
    }

    /// <summary>All rows that can be used, by places; pre-processed as one, for their labels and groups.</summary>
    public PreparedRows Rows { get; }

    public IReadOnlyList<string> Notes { get; }

    // Fitted to all rows and to some, pre-processing tells itself and the rows from others nearly as well as fitted to each fold's.
    public string Checksum(IReadOnlyList<StudySplit> splits)
    {
        var all = PreparedFold.Of(Rows, _testRows ?? Rows.Select([])).Name;
        return _preprocessing.IsNothing || splits.Count == 0 ? all : $"{all} {Prepare(splits[0]).Name}";
    }

    public PreparedFold Prepare(StudySplit split)
    {
        if (_preprocessing.IsNothing)
            return PreparedFold.Of(Rows.Select(split.Train), split.Evaluation == null ? _testRows! : Rows.Select(split.Evaluation));
        var training = Select(split.Train);
        using var fitted = _preprocessing.Fit(training);
        return PreparedFold.Of(
            Read(fitted, training, split, split.Train.Length),
            split.Evaluation == null
                ? Read(fitted, _testData!, split, _testRows!.RowCount) : Read(fitted, Select(split.Evaluation), split, split.Evaluation.Length));
    }

    private PreparedRows Read(FittedPreprocessing fitted, IDataView data, StudySplit split, int count)
    {
        var (rows, isUsable) = _reader.Read(fitted.Transform(data));
        return rows.RowCount == count ? rows : throw new InvalidOperationException(string.Create(
            CultureInfo.InvariantCulture,
            $"Pre-processing makes {isUsable.Length - rows.RowCount} rows of {split.Name} unusable that can be used where it is fitted on all rows, as when a label's class is not among the rows that it "
            + $"is fitted on: fit what maps labels to keys before the study, and replace missing values in the pre-processing."));
    }

    private SelectedRows Select(int[] places)
    {
        var isSelected = new bool[_rowCount];
        foreach (var place in places)
            isSelected[_rowNumbers[place]] = true;
        return new(_data, isSelected);
    }

    private static string[] LeftOut(int rows, string name) => rows == 0
        ? [] : [string.Create(CultureInfo.InvariantCulture, $"{rows} rows of the {name} were left out: a feature, label or weight is missing, infinite, or not above 0.")];

    private static void CheckCount(IDataView data, int count, string name)
    {
        using var cursor = data.GetRowCursor([]);
        var rows = 0;
        while (cursor.MoveNext())
            rows++;
        if (rows != count)
            throw new InvalidOperationException($"Pre-processing must keep all rows, in their order; of {rows} rows of the {name} it makes {count}.");
    }
}
