using System.Runtime.ExceptionServices;

namespace ActReg.MLNet.Cli.Autoencoder;

/// <summary>Independent trainings on all cores.</summary>
internal static class Repeats
{
    /// <summary>Runs all of them; the first failure is thrown as it was.</summary>
    public static void Run(int count, Action<int> run, CancellationToken cancellation)
    {
        try
        {
            Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, run);
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }
}
