using System.Text;

namespace ActReg.MLNet;

/// <summary>A study's file of results: a line for the study, then one for each fold and each trial, on the disk before the next is begun with.</summary>
/// <remarks>What a killed process left half written is cut off. A line that is damaged is left out, and what it was of is made again.</remarks>
internal sealed class StudyJournal : IDisposable
{
    private readonly FileStream _file;

    private StudyJournal(FileStream file, IReadOnlyList<JournalEntry?> entries)
    {
        _file = file;
        Trials = [.. entries.Select(entry => entry?.Trial).OfType<TrialResult>()];
        Folds = [.. entries.Select(entry => entry?.Fold).OfType<JournalFold>()];
        DamagedLines = entries.Count - Trials.Count - Folds.Count;
    }

    /// <summary>The results that were there.</summary>
    public IReadOnlyList<TrialResult> Trials { get; }

    /// <summary>The folds that were made.</summary>
    public IReadOnlyList<JournalFold> Folds { get; }

    /// <summary>The whole lines that say something else than was written.</summary>
    public int DamagedLines { get; }

    /// <param name="path">The file, or where it is to be.</param>
    /// <param name="study">What tells the study from others, as named texts.</param>
    /// <exception cref="IOException">It cannot be read or written, or another process has it.</exception>
    /// <exception cref="JournalRefusedException">It is another study's journal, or something else.</exception>
    public static StudyJournal Open(string path, SortedDictionary<string, string> study)
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            return Read(file, path, study);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Adds a result, and returns when the disk has it.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Add(TrialResult result) => Write(_file, new() { Trial = result });

    /// <summary>Adds the name of a fold, and returns when the disk has it.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Add(JournalFold fold) => Write(_file, new() { Fold = fold });

    /// <summary>What is thrown where a split's rows have become another fold than the journal says.</summary>
    public JournalRefusedException OtherFold(string split) => new(
        $"The file '{_file.Name}' is the journal of another study, by the rows of {split}: they, or what pre-processing makes of them, differ from what they were. Name another file, or delete it; "
        + "pre-processing must give the same each time.");

    public void Dispose() => _file.Dispose();

    private static StudyJournal Read(FileStream file, string path, SortedDictionary<string, string> study)
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var end = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        if (end == 0)
        {
            // New, or killed before its first line was whole; but nothing that somebody else wrote is cut off.
            if (!StartsLikeJournal(bytes))
                throw new JournalRefusedException($"The file '{path}' is no journal of a study. Name another file, or delete it.");
            Cut(file, 0);
            Write(file, new() { Study = study });
            return new(file, []);
        }

        var lines = Encoding.UTF8.GetString(bytes, 0, end - 1).Split('\n');
        if (Entry(lines[0])?.Study is not { } stored)
            throw new JournalRefusedException($"The file '{path}' is no journal of a study, or its first line is damaged. Name another file, or delete it.");
        if (Differences(stored, study).ToArray() is { Length: > 0 } differences)
        {
            throw new JournalRefusedException(
                $"The file '{path}' is the journal of another study, by its {string.Join("; by its ", differences)}. Name another file, or delete it.");
        }

        // Not before it is known to be this study's: another file is left as it is, to the last byte.
        Cut(file, end);
        return new(file, [.. lines.Skip(1).Select(Entry)]);
    }

    /// <summary>Leaves the file's end where the last whole line's is.</summary>
    private static void Cut(FileStream file, int end)
    {
        file.SetLength(end);
        file.Position = end;
    }

    private static bool StartsLikeJournal(ReadOnlySpan<byte> bytes)
    {
        var expected = JournalLine.Write("").AsSpan(0, 13);
        return bytes[..Math.Min(bytes.Length, expected.Length)].SequenceEqual(expected[..Math.Min(bytes.Length, expected.Length)]);
    }

    private static JournalEntry? Entry(string line) => JournalLine.Read(line) is { } entry ? JournalEntry.FromJson(entry) : null;

    private static IEnumerable<string> Differences(SortedDictionary<string, string> stored, SortedDictionary<string, string> study) =>
        from name in stored.Keys.Union(study.Keys)
        let there = stored.GetValueOrDefault(name, "not given")
        let here = study.GetValueOrDefault(name, "not given")
        where here != there
        select $"{Excerpt.Of(name)}, {Excerpt.Of(there)} there and {Excerpt.Of(here)} now";

    private static void Write(FileStream file, JournalEntry entry)
    {
        file.Write(JournalLine.Write(entry.ToJson()));
        file.Flush(flushToDisk: true);
    }
}
