using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace ActReg.MLNet;

/// <summary>Independent trainings, some at a time.</summary>
internal static class ParallelRuns
{
    /// <summary>Runs all of them.</summary>
    /// <param name="each">Taken one by one as there is room for them.</param>
    /// <param name="most">The most at a time.</param>
    /// <param name="run">Runs one, on one thread.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static void Run<T>(IEnumerable<T> each, int most, Action<T> run, CancellationToken cancellation)
    {
        try
        {
            Parallel.ForEach(
                // Not some at a time: each is as long as many others together.
                Partitioner.Create(each, EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { MaxDegreeOfParallelism = most, CancellationToken = cancellation }, run);
        }
        catch (AggregateException e)
        {
            // The first failure as it was; that others were cancelled for it is none.
            ExceptionDispatchInfo.Throw(e.Flatten().InnerExceptions.OrderBy(inner => inner is OperationCanceledException).First());
        }
    }
}
