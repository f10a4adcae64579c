using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.Tests;

/// <summary>Importance is measured on rows in memory, in a process that may not have much of it.</summary>
[TestClass]
[DoNotParallelize]
public sealed class ImportanceMemoryTests
{
    private const int Rows = 150_000;
    private const long FeatureBytes = Rows * 100L * sizeof(float);

    /// <summary>What the process has beside the rows: ML.NET, a twentieth for labels and permutations, and what has not been collected.</summary>
    private const long Other = 16 << 20;

    /// <summary>Two copies of 60 MB would be too many.</summary>
    [TestMethod]
    [DataRow("known")]
    [DataRow("unknown")]
    public void There_is_one_copy_of_the_rows(string count)
    {
        var (exitCode, output) = TrainerProgram.RunImportance(FeatureBytes * 12 / 10 + Other, Rows, count);
        Assert.AreEqual((0, $"measured {Rows} rows"), (exitCode, output.Trim()));
    }

    [TestMethod]
    public void Too_many_are_told_before_one_is_read()
    {
        var limit = FeatureBytes * 3 / 4;
        var (_, output) = TrainerProgram.RunImportance(limit, Rows, "known");
        Assert.AreEqual(
            $"InvalidOperationException after 0 rows: The data does not fit in memory: its {Rows} rows take {Rows * 420} bytes, "
            + $"and the process may have {limit} for all that it does. A sample of the rows, such as mlContext.Data.TakeRows gives, takes less.", output.Trim());
    }

    [TestMethod]
    public void Of_an_unknown_number_they_are_told_before_memory_ends()
    {
        var limit = FeatureBytes * 3 / 4;
        var (_, output) = TrainerProgram.RunImportance(limit, Rows, "unknown");
        Assert.MatchesRegex(
            @"^InvalidOperationException after (\d+) rows: The data does not fit in memory: its first (\d+) rows take \d+ bytes, "
            + $@"and the process may have {limit} for all that it does\. A sample of the rows, ", output.Trim());
    }
}
