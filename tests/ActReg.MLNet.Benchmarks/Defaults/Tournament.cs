using ActReg.MLNet.Benchmarks.Data;
using ActReg.MLNet.Benchmarks.Methods;

namespace ActReg.MLNet.Benchmarks.Defaults;

/// <summary>Trains every candidate on every draw of a task.</summary>
internal static class Tournament
{
    /// <returns>Each candidate's loss, 1 - accuracy or 1 - R², averaged over the draws.</returns>
    public static double[] Losses(TuningTask task, IReadOnlyList<Candidate> candidates, int draws, int parallel)
    {
        var create = OurMethods.WithOptions[task.Task];
        Split[] splits = [.. Enumerable.Range(0, draws).Select(draw => task.Draw(draw).Standardized())];
        var losses = new double[candidates.Count];
        Parallel.For(0, candidates.Count, new ParallelOptions { MaxDegreeOfParallelism = parallel }, index =>
        {
            var candidate = candidates[index];
            var method = new Method(candidate.Name, task.Task, mlContext => create(mlContext, candidate.ToOptions()));
            losses[index] = splits.Select((split, draw) => 1 - method.Measure(split, seed: draw + 1).Score).Average();
        });
        return losses;
    }
}
