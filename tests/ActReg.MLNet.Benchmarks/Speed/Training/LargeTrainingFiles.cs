using System.Runtime.InteropServices;
using ActReg.MLNet.Benchmarks.Speed.Peers;

namespace ActReg.MLNet.Benchmarks.Speed.Training;

/// <summary>A training's rows in temporary files of raw float32, for peers in other languages.</summary>
internal sealed class LargeTrainingFiles : IDisposable
{
    private readonly LargeTraining _training;
    private readonly string _features = Path.GetTempFileName();
    private readonly string _labels = Path.GetTempFileName();

    public LargeTrainingFiles(LargeTraining training)
    {
        _training = training;
        using var features = File.Create(_features);
        using var labels = File.Create(_labels);
        foreach (var row in training.Teacher.Rows(training.RowCount))
        {
            features.Write(MemoryMarshal.AsBytes(row.Features.AsSpan()));
            labels.Write(MemoryMarshal.AsBytes([(float)row.Label]));
        }
    }

    /// <summary>Has a peer train on the first rows, and returns what it says: the seconds are per epoch.</summary>
    public TrainingAnswer Train(PythonPeer peer, int epochs, int rows) => peer.Ask(new
    {
        Features = _features,
        Labels = _labels,
        _training.Sizes,
        _training.BatchSize,
        Epochs = epochs,
        Rows = rows,
        LargeTraining.L1,
        LargeTraining.LearningRate,
    });

    public void Dispose()
    {
        File.Delete(_features);
        File.Delete(_labels);
    }
}
