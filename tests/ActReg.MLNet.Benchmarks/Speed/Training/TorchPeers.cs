using ActReg.MLNet.Benchmarks.Speed.Peers;
using ActReg.MLNet.Benchmarks.Speed.Reporting;

namespace ActReg.MLNet.Benchmarks.Speed.Training;

/// <summary>PyTorch with the number of threads that suits it best.</summary>
internal static class TorchPeers
{
    /// <summary>To choose by a part of an epoch is enough: where two threads lose, they lose by far.</summary>
    private const int ShareOfRows = 10;

    private static readonly int[] ThreadCounts = [1, 2];

    /// <summary>Tries each number of threads on some of the rows; <see langword="null"/> where PyTorch is not installed.</summary>
    public static PythonPeer? StartBest(LargeTrainingFiles files, LargeTraining training, out string choice)
    {
        var tried = new List<(PythonPeer Peer, int Threads, double Seconds)>();
        foreach (var threads in ThreadCounts)
        {
            if (PythonPeer.TryStartTorch(threads) is { } peer)
                tried.Add((peer, threads, files.Train(peer, epochs: 1, training.RowCount / ShareOfRows).Seconds));
        }

        if (tried.Count == 0)
        {
            choice = "PyTorch is not installed.";
            return null;
        }

        var best = tried.MinBy(one => one.Seconds);
        foreach (var (peer, _, _) in tried.Where(one => one != best))
            peer.Dispose();
        choice = "PyTorch's threads, tried on a tenth of the rows: "
            + string.Join(", ", tried.Select(one => $"{one.Threads}: {Unit.Seconds.Format(one.Seconds)}"))
            + $". It has {best.Threads}.";
        return best.Peer;
    }
}
