namespace ActReg.MLNet.Benchmarks.Speed.Sparse;

/// <summary>One step of training a sparse autoencoder on random rows, by the fused engine, and the dense products that it would need.</summary>
internal sealed unsafe class SparseStep : IDisposable
{
    public const int Features = 784;
    public const int Units = 4096;
    public const int K = 32;
    public const int Rows = 512;

    private readonly FusedEngine _engine;
    private readonly TrainingSet _set;
    private readonly int[] _rows = [.. Enumerable.Range(0, Rows)];
    private readonly double[] _strengths;

    public SparseStep(CodeSparsity sparsity)
    {
        var plan = NetworkPlanner.Plan(Features, [new PreBiasLayer(), new CodeLayer(Units, sparsity), new DecoderLayer(isTied: false)]);
        var settings = new TrainingSettings { Epochs = 1, BatchSize = Rows, LearningRate = 1e-3f, Shuffle = true, Seed = 1, Engine = TrainingEngine.Fused };
        var weights = Weights.Initialize(plan, RandomStreams.Create(1, RandomStreams.Initialization));
        _engine = new FusedEngine(new TrainingProblem(plan, weights, new RegressionObjective(RegressionLoss.MeanSquaredError, Features), Rows, settings));
        var random = new RandomState(1);
        var values = new float[Rows * Features];
        foreach (ref var value in values.AsSpan())
            value = (float)(2 * random.NextDouble() - 1);
        _set = TrainingSet.OfFeatures(new RowValues(Features, values));
        _strengths = [.. plan.PenalizedSteps.Select(_ => 1.0)];
    }

    public void Run()
    {
        _engine.AddGradient(new RowBatch(_set, _rows), _strengths);
        _engine.Update(1e-3);
    }

    public void Dispose() => _engine.Dispose();

    /// <summary>Both layers' outputs, their kernels' gradients and that by the code, all units counted.</summary>
    public static Action DenseProducts()
    {
        AlignedBuffer rows = new(Rows * Features), kernel = new(Features * Units), code = new(Rows * Units), gradient = new(Features * Units);
        return () =>
        {
            Matrix x = new(rows.Pointer, Features), encoder = new(kernel.Pointer, Units), z = new(code.Pointer, Units), decoder = new(kernel.Pointer, Features);
            MatrixProduct.Multiply(Rows, Units, Features, x, encoder, null, z);
            MatrixProduct.Multiply(Rows, Features, Units, z, decoder, null, x);
            MatrixProduct.Multiply(Rows, Units, Features, x, encoder, null, z);
            MatrixProduct.Add(Features, Units, Rows, x.Transposed, z, new Matrix(gradient.Pointer, Units));
            MatrixProduct.Add(Units, Features, Rows, z.Transposed, x, new Matrix(gradient.Pointer, Features));
            GC.KeepAlive(rows);
            GC.KeepAlive(kernel);
            GC.KeepAlive(code);
            GC.KeepAlive(gradient);
        };
    }
}
