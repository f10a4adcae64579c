using System.Runtime.ExceptionServices;

namespace ActReg.MLNet;

/// <summary>Trains networks that score together, several at a time; each result is the same at any number.</summary>
internal static class EnsembleTraining
{
    /// <param name="requests">The networks; each member has another seed.</param>
    /// <param name="data">The rows, in memory.</param>
    /// <param name="fraction">The share of them that each member sets aside to validate on; 0 for none, or where there are others to validate on.</param>
    /// <param name="control">How each member is followed, by its number.</param>
    /// <returns>The members in order, without those that had not begun when training was cancelled, or its time was over.</returns>
    /// <exception cref="OperationCanceledException">Training was cancelled, and there is nothing to keep.</exception>
    /// <inheritdoc cref="NetworkTraining.Run"/>
    public static IReadOnlyList<EnsembleMember> Run(IReadOnlyList<TrainingRequest> requests, TrainingData data, float fraction, Func<int, TrainingControl> control)
    {
        var set = ((MemoryRows)data.Train).Set;
        var seed = requests[0].Settings.Seed;
        var split = fraction == 0 ? null : MemberRows.Of(set, fraction, requests.Count, byClass: requests[0].Loss.ClassCount > 0, seed);
        var members = new EnsembleMember?[requests.Count];
        var failures = new Exception?[requests.Count];
        var notBegun = requests.Count + 1;
        Parallel.For(0, requests.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, (member, loop) =>
        {
            var left = Interlocked.Decrement(ref notBegun);
            var time = requests[member].Time?.OfOne(left, Environment.ProcessorCount);
            // The first one is trained whatever time there is.
            if (time is { IsOver: true } && left < requests.Count)
                return;
            var request = requests[member] with
            {
                Settings = requests[member].Settings with { Seed = RandomStreams.SeedOfMember(seed, member) },
                Time = time,
                Control = control(member),
            };
            try
            {
                members[member] = Train(request, data, split?[member], set);
            }
            catch (OperationCanceledException) when (request.Control.OnCancellation == CancellationBehavior.KeepBest && request.Control.IsCancelled())
            {
            }
            catch (Exception e)
            {
                failures[member] = e;
                loop.Stop();
            }
        });
        if (failures.OfType<Exception>().FirstOrDefault() is { } failure)
            ExceptionDispatchInfo.Throw(failure);
        EnsembleMember[] trained = [.. members.OfType<EnsembleMember>()];
        if (trained.Length == 0)
            control(0).CheckAlive();
        return trained;
    }

    private static EnsembleMember Train(TrainingRequest request, TrainingData data, (int[] Train, int[] SetAside)? rows, TrainingSet set)
    {
        if (rows is not { } own)
            return new EnsembleMember(NetworkTraining.Run(request, data), SetAside: null);
        var (train, setAside) = (new MemoryRows(set, own.Train), new MemoryRows(set, own.SetAside));
        var meanWeight = set.WeightOf(own.Train) / own.Train.Length;
        return new EnsembleMember(NetworkTraining.Run(request, data with { Train = train, Validation = setAside, MeanWeight = meanWeight }), setAside);
    }
}
