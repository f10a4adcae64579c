using ActReg.MLNet.Benchmarks.Speed.Peers;
using ActReg.MLNet.Benchmarks.Speed.Reporting;

namespace ActReg.MLNet.Benchmarks.Speed.Training;

/// <summary>A large training by PyTorch, with the number of threads that suits it best.</summary>
internal sealed class TorchPeer : IDisposable
{
    /// <summary>To choose by a part of an epoch is enough: where two threads lose, they lose by far.</summary>
    private const int ShareOfRows = 10;

    private static readonly int[] ThreadCounts = [1, 2];

    private readonly LargeTraining _training;
    private readonly RowFiles _files;
    private readonly PeerProcess? _process;

    public TorchPeer(LargeTraining training)
    {
        _training = training;
        _files = new(training.Teacher.Rows(training.RowCount));
        var seconds = new List<(int Threads, double Seconds)>();
        foreach (var threads in ThreadCounts)
        {
            if (PythonPeers.TryStartTorch("torch_epochs.py", threads) is not { } process)
                break;
            var needed = Ask(process, epochs: 1, training.RowCount / ShareOfRows).Seconds;
            var isBest = seconds.All(other => needed < other.Seconds);
            seconds.Add((threads, needed));
            if (isBest)
                _process?.Dispose();
            else
                process.Dispose();
            _process = isBest ? process : _process;
        }

        Choice = seconds.Count == 0 ? "PyTorch is not installed." :
            $"PyTorch has {seconds.MinBy(tried => tried.Seconds).Threads} thread(s); tried on a tenth of the rows, "
            + string.Join(", ", seconds.Select(tried => $"{tried.Threads} took {Unit.Seconds.Format(tried.Seconds)}")) + ".";
    }

    public bool IsInstalled => _process != null;

    /// <summary>How the number of threads was chosen.</summary>
    public string Choice { get; }

    /// <summary>The seconds are per epoch, after a first one.</summary>
    public TrainingAnswer Train(int epochs) => Ask(_process!, epochs, _training.RowCount);

    public void Dispose()
    {
        _process?.Dispose();
        _files.Dispose();
    }

    private TrainingAnswer Ask(PeerProcess process, int epochs, int rows) => process.Ask(new
    {
        _files.Features,
        _files.Labels,
        Rows = rows,
        _training.Sizes,
        _training.BatchSize,
        Epochs = epochs,
        LargeTraining.L1,
        LargeTraining.LearningRate,
    });
}
