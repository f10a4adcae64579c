using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.Tests;

/// <summary>Rows in memory, in a process that may not have much of it.</summary>
[TestClass]
[DoNotParallelize]
public sealed class MemoryRoomTests
{
    private const int Rows = 150_000;
    private const long FeatureBytes = Rows * 100L * sizeof(float);

    /// <summary>What the process has beside the rows: ML.NET, and what is garbage but has not been collected.</summary>
    private const long Other = 16 << 20;

    /// <summary>60 MB in a list that is copied as it grows, or parted by a copy, would be two and three times as many.</summary>
    [TestMethod]
    [DataRow("unknown", "0")]
    [DataRow("unknown", "0.2")]
    [DataRow("known", "0.5")]
    public void Rows_take_hardly_more_memory_than_their_features(string count, string validationFraction)
    {
        var (exitCode, output) = TrainerProgram.RunWithMemory(FeatureBytes * 11 / 10 + Other, Rows, count, validationFraction);
        Assert.AreEqual((0, "trained"), (exitCode, output.Trim()));
    }

    [TestMethod]
    public void Too_many_are_told_before_one_is_read()
    {
        var limit = FeatureBytes * 3 / 4;
        var (_, output) = TrainerProgram.RunWithMemory(limit, Rows, "known", "0");
        Assert.AreEqual(
            $"InvalidOperationException after 0 rows: The training set does not fit in memory: its {Rows} rows take {Rows * 404} bytes, "
            + $"and the process may have {limit} for all that it does. With cacheInMemory = false it is streamed.", output.Trim());
    }

    [TestMethod]
    public void Of_an_unknown_number_they_are_told_before_memory_ends()
    {
        var limit = FeatureBytes * 3 / 4;
        var (_, output) = TrainerProgram.RunWithMemory(limit, Rows, "unknown", "0");
        Assert.MatchesRegex(
            @"^InvalidOperationException after (\d+) rows: The training set does not fit in memory: its first \1 rows take \d+ bytes, "
            + $@"and the process may have {limit} for all that it does\. With cacheInMemory = false it is streamed\.$", output.Trim());
    }
}
