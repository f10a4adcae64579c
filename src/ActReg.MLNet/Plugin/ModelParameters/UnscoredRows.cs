using Microsoft.ML.Runtime;

namespace ActReg.MLNet;

/// <summary>Tells of rows that a model cannot score, which ML.NET's metrics leave out without a word: of the first, the tenth, the hundredth and so on.</summary>
/// <param name="host">Where warnings go.</param>
/// <param name="columnName">The column that is NaN for them.</param>
internal sealed class UnscoredRows(IHost host, string columnName)
{
    private long _count;

    /// <summary>Counts a row; any number of threads may.</summary>
    public void Add()
    {
        var count = Interlocked.Increment(ref _count);
        if (!IsPowerOfTen(count))
            return;
        using var channel = host.Start("Scoring");
        channel.Warning(
            "Column \"{0}\" is NaN for {1} so far, because a feature is missing or infinite; ML.NET's metrics leave such rows out. ReplaceMissingValues fills in what is missing, and ActivityRegularizedTabularMlp does it by itself.",
            columnName, Quantity.Rows(count));
    }

    private static bool IsPowerOfTen(long count)
    {
        while (count % 10 == 0)
            count /= 10;
        return count == 1;
    }
}
