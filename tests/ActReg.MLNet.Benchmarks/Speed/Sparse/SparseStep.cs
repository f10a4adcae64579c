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

    /// <param name="sparsity">What makes the code sparse.</param>
    /// <param name="isDecodedDensely">Whether a ReLU, which changes no code, stands between the code and the decoder, which then cannot tell what is on.</param>
    public SparseStep(CodeSparsity sparsity, bool isDecodedDensely = false)
    {
        Layer[] hiding = isDecodedDensely ? [Layer.Activation(Activation.Relu)] : [];
        var plan = NetworkPlanner.Plan(Features, [new PreBiasLayer(), new CodeLayer(Units, sparsity), .. hiding, new DecoderLayer(isTied: false)]);
        var settings = new TrainingSettings { Epochs = 1, BatchSize = Rows, LearningRate = 1e-3f, Shuffle = true, Seed = 1, Engine = TrainingEngine.Fused };
        var random = new RandomState(1);
        var values = new float[Rows * Features];
        foreach (ref var value in values.AsSpan())
            value = (float)(2 * random.NextDouble() - 1);
        _set = TrainingSet.OfFeatures(new RowValues(Features, values));
        IReadOnlyList<WeightTensor> weights = Weights.Initialize(plan, RandomStreams.Create(1, RandomStreams.Initialization));
        if (sparsity.TargetOfThresholds is { } target)
            weights = FirstThresholds.Of(new TrainedNetwork(plan, weights, [], settings), new MemoryRows(_set), target, () => { });
        _engine = new FusedEngine(new TrainingProblem(plan, weights, new RegressionObjective(RegressionLoss.MeanSquaredError, Features), Rows, settings));
        _strengths = [.. plan.PenalizedSteps.Select(_ => 1.0)];
    }

    /// <summary>How many units a row has had on in the last step, on average; of a code with a penalty.</summary>
    public double MeanOn => Units * (1 - _engine.ZeroFractions[0]);

    /// <summary>How many units were off in the last step's whole batch; of a code with an auxiliary loss.</summary>
    public int OffUnits => _engine.GetWeights().Single(weight => weight.Name.EndsWith("/rows_since_active", StringComparison.Ordinal)).Values.Count(rows => rows > 0);

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
