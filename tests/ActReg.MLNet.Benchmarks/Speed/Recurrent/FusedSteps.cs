namespace ActReg.MLNet.Benchmarks.Speed.Recurrent;

/// <summary>Steps of Adam on one batch by the fused engine.</summary>
internal sealed class FusedSteps : IDisposable
{
    private readonly FusedEngine _engine;
    private readonly TrainingSet _set;
    private readonly int[] _rows;

    public FusedSteps(RecurrentCase one)
    {
        var settings = new TrainingSettings { Epochs = 1, BatchSize = one.BatchSize, LearningRate = 1e-3f, Shuffle = true, Seed = 1, Engine = TrainingEngine.Fused };
        _rows = [.. Enumerable.Range(0, one.BatchSize)];
        _set = new TrainingSet(one.Plan.InputSize, one.Rows(one.BatchSize), [.. _rows.Select(row => (float)(row % 2))], null);
        _engine = new FusedEngine(new TrainingProblem(one.Plan, one.InitialWeights, new BinaryCrossEntropy(), one.BatchSize, settings));
    }

    /// <summary>The last step's.</summary>
    public double Loss { get; private set; }

    public void Run()
    {
        var sums = _engine.AddGradient(new RowBatch(_set, _rows), []);
        _engine.Update(1e-3);
        Loss = sums.DataLoss / sums.Weight;
    }

    public void Dispose() => _engine.Dispose();
}
