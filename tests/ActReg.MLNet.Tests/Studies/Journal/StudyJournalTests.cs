namespace ActReg.MLNet.Tests.Studies.Journal;

[TestClass]
public sealed class StudyJournalTests
{
    private static readonly SortedDictionary<string, string> Study = new() { ["seed"] = "1", ["data"] = "abc" };

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"journal-{Guid.NewGuid():N}.jsonl");

    [TestCleanup]
    public void Delete() => File.Delete(_path);

    [TestMethod]
    public void What_was_added_is_there_again_numbers_that_are_none_too()
    {
        Write(Result("a"), Result("b") with { Failure = "the loss became NaN" });
        using var journal = StudyJournal.Open(_path, Study);
        Assert.HasCount(2, journal.Trials);
        Assert.AreEqual(double.NaN, journal.Trials[0].Evaluation["AreaUnderRocCurve"]);
        Assert.AreEqual(0.1, journal.Trials[0].Evaluation["Accuracy"]);
        Assert.AreEqual(new TrialLayer(1, 2, 3, 0.5, 0.25, 1), journal.Trials[0].Layers.Single());
        Assert.AreEqual("the loss became NaN", journal.Trials[1].Failure);
        Assert.AreEqual(0, journal.DamagedLines);
    }

    /// <summary>Killed at any byte, it has what was whole, and goes on behind it.</summary>
    [TestMethod]
    public void Half_a_line_is_cut_off()
    {
        Write(Result("a"), Result("b"));
        var whole = File.ReadAllBytes(_path);
        var ends = Enumerable.Range(0, whole.Length).Where(i => whole[i] == '\n').ToArray();
        for (var length = 0; length < whole.Length; length += 7)
        {
            File.WriteAllBytes(_path, whole[..length]);
            using (var journal = StudyJournal.Open(_path, Study))
            {
                Assert.HasCount(Math.Max(0, ends.Count(end => end < length) - 1), journal.Trials, $"{length} bytes");
                journal.Add(Result("c"));
            }

            using var again = StudyJournal.Open(_path, Study);
            Assert.AreEqual("c", again.Trials[^1].Id, $"{length} bytes");
            Assert.AreEqual(0, again.DamagedLines);
        }
    }

    [TestMethod]
    public void A_damaged_line_is_left_out_and_counted()
    {
        Write(Result("a"), Result("b"), Result("c"));
        var lines = File.ReadAllLines(_path);
        lines[2] = lines[2].Replace("0.1", "0.2", StringComparison.Ordinal);
        File.WriteAllText(_path, string.Join('\n', lines) + "\n");
        using var journal = StudyJournal.Open(_path, Study);
        CollectionAssert.AreEqual((string[])["a", "c"], journal.Trials.Select(trial => trial.Id).ToArray());
        Assert.AreEqual(1, journal.DamagedLines);
    }

    [TestMethod]
    public void Another_studys_journal_is_refused_with_the_reason()
    {
        Write(Result("a"));
        File.AppendAllText(_path, "{\"checksum\":\"half a li");
        var before = File.ReadAllBytes(_path);
        var error = Assert.Throws<JournalRefusedException>(() => StudyJournal.Open(_path, new() { ["seed"] = "2", ["data"] = "abc" }));
        Assert.AreEqual($"The file '{_path}' is the journal of another study, by its seed, 1 there and 2 now. Name another file, or delete it.", error.Message);
        CollectionAssert.AreEqual(before, File.ReadAllBytes(_path));
    }

    [TestMethod]
    [DataRow("a,b\n1,2\n", "is no journal of a study, or its first line is damaged")]
    [DataRow("a,b\n1,2\n3,4", "is no journal of a study, or its first line is damaged")]
    [DataRow("half a line of somebody's", "is no journal of a study")]
    public void Another_file_is_refused_and_left_as_it_is(string text, string message)
    {
        File.WriteAllText(_path, text);
        var error = Assert.Throws<JournalRefusedException>(() => StudyJournal.Open(_path, Study));
        StringAssert.Contains(error.Message, message, StringComparison.Ordinal);
        Assert.AreEqual(text, File.ReadAllText(_path));
    }

    [TestMethod]
    public void Two_studies_cannot_write_one_journal()
    {
        using var journal = StudyJournal.Open(_path, Study);
        Assert.Throws<IOException>(() => StudyJournal.Open(_path, Study));
    }

    private void Write(params TrialResult[] results)
    {
        using var journal = StudyJournal.Open(_path, Study);
        foreach (var result in results)
            journal.Add(result);
    }

    private static TrialResult Result(string id) => new()
    {
        Id = id,
        Evaluation = new Dictionary<string, double> { ["Accuracy"] = 0.1, ["AreaUnderRocCurve"] = double.NaN },
        Layers = [new(1, 2, 3, 0.5, 0.25, 1)],
    };
}
