using ActReg.MLNet.Benchmarks.Speed.Measuring;
using ActReg.MLNet.Benchmarks.Speed.Peers;

namespace ActReg.MLNet.Benchmarks.Speed.Tutorial;

/// <summary>The tutorial's training by the stacks that people use, each on one thread.</summary>
internal sealed class TutorialPeers : IDisposable
{
    public const string TorchName = "PyTorch eager";
    public const string TorchSharpName = "the TorchSharp loop";

    private readonly TutorialTraining _training;
    private readonly int _epochs;
    private readonly RowFiles _train;
    private readonly RowFiles _validation;
    private readonly PeerProcess? _torch = PythonPeers.TryStartTorch("torch_tutorial.py", threads: 1);
    private readonly PeerProcess? _sklearn = PythonPeers.TryStartSklearn("sklearn_tutorial.py");

    public TutorialPeers(TutorialTraining training, int epochs)
    {
        _training = training;
        _epochs = epochs;
        _train = new(training.Rows);
        _validation = new(training.ValidationRows);
    }

    /// <summary>PyTorch, eagerly; <see langword="null"/> where it is not installed.</summary>
    public Timed? Torch(bool validates) => _torch == null ? null : new(TorchName, () => _torch.Ask(new
    {
        _train.Features,
        _train.Labels,
        ValidationFeatures = validates ? _validation.Features : null,
        ValidationLabels = validates ? _validation.Labels : null,
        TutorialTraining.Units,
        Epochs = _epochs,
        TutorialTraining.L1,
        TutorialTraining.LearningRate,
    }).Seconds);

    public Timed TorchSharp(bool validates)
    {
        var (rows, validationRows) = (_training.Rows, validates ? _training.ValidationRows : []);
        return new(TorchSharpName, () => Timing.Of(() => TorchSharpLoop.Train(
            rows, validationRows, TutorialTraining.Units, _epochs, TutorialTraining.L1, TutorialTraining.LearningRate)));
    }

    /// <summary>scikit-learn, which does less; <see langword="null"/> where it is not installed.</summary>
    public Timed? Sklearn() => _sklearn == null ? null : new("scikit-learn MLPClassifier", () => _sklearn.Ask(new
    {
        _train.Features,
        _train.Labels,
        TutorialTraining.Units,
        Epochs = _epochs,
        TutorialTraining.LearningRate,
    }).Seconds);

    public void Dispose()
    {
        _torch?.Dispose();
        _sklearn?.Dispose();
        _train.Dispose();
        _validation.Dispose();
    }
}
