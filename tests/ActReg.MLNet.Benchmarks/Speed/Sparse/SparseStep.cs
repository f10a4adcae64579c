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
    private readonly List<double> _losses = [];

    /// <param name="sparsity">What makes the code sparse.</param>
    /// <param name="isDecodedDensely">Whether a copy of the code stands between it and the decoder, which then cannot tell what is on.</param>
    public SparseStep(CodeSparsity sparsity, bool isDecodedDensely = false)
    {
        Layer[] layers = [new PreBiasLayer(), new CodeLayer(Units, sparsity), new DecoderLayer(isTied: false)];
        var plan = isDecodedDensely ? PlanWithCopy(layers) : NetworkPlanner.Plan(Features, layers);
        var settings = new TrainingSettings { Epochs = 1, BatchSize = Rows, LearningRate = 1e-3f, Shuffle = true, Seed = 1, Engine = TrainingEngine.Fused };
        _set = TrainingSet.OfFeatures(new RowValues(Features, Random(Rows * Features).Span.ToArray()));
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

    /// <summary>The losses of the steps so far, to see that variants compute the same.</summary>
    public IReadOnlyList<double> Losses => _losses;

    public void Run()
    {
        var sums = _engine.AddGradient(new RowBatch(_set, _rows), _strengths);
        _engine.Update(1e-3);
        _losses.Add(sums.DataLoss / sums.Weight);
    }

    public void Dispose() => _engine.Dispose();

    /// <summary>Both layers' outputs, their kernels' gradients and that by the code, all units counted.</summary>
    public static Action DenseProducts()
    {
        AlignedBuffer rows = Random(Rows * Features), kernel = Random(Features * Units), code = Random(Rows * Units);
        AlignedBuffer outputs = new(Rows * Features), codes = new(Rows * Units), gradient = new(Features * Units);
        return () =>
        {
            Matrix x = new(rows.Pointer, Features), encoder = new(kernel.Pointer, Units), z = new(code.Pointer, Units), decoder = new(kernel.Pointer, Features);
            MatrixProduct.Multiply(Rows, Units, Features, x, encoder, null, new Matrix(codes.Pointer, Units));
            MatrixProduct.Multiply(Rows, Features, Units, z, decoder, null, new Matrix(outputs.Pointer, Features));
            MatrixProduct.Multiply(Rows, Units, Features, x, encoder, null, new Matrix(codes.Pointer, Units));
            MatrixProduct.Add(Features, Units, Rows, x.Transposed, z, new Matrix(gradient.Pointer, Units));
            MatrixProduct.Add(Units, Features, Rows, z.Transposed, x, new Matrix(gradient.Pointer, Features));
            GC.KeepAlive(rows);
            GC.KeepAlive(kernel);
            GC.KeepAlive(code);
            GC.KeepAlive(outputs);
            GC.KeepAlive(codes);
            GC.KeepAlive(gradient);
        };
    }

    /// <summary>The plan of the same network with one step more, of the code's layer, so that all else is the same.</summary>
    private static NetworkPlan PlanWithCopy(Layer[] layers)
    {
        var plan = new PlanBuilder(Features);
        var preBias = new PreBiasStep(plan);
        plan.Add(preBias);
        plan.EndLayer();
        new CodePlanner(plan, (CodeLayer)layers[1], hasAuxiliary: false, plan.Add).AddSteps();
        plan.Add(new ActivationStep(plan.LayerIndex, plan.Shape, Activation.Linear, penalty: null));
        plan.EndLayer();
        plan.Add(new DenseStep(plan, DenseWeights.PlaceDecoder(plan, plan.NameLayer("decoder"), preBias.Bias), penalty: null, kernelPenalty: null));
        plan.EndLayer();
        return plan.ToPlan(layers);
    }

    private static AlignedBuffer Random(int length)
    {
        var buffer = new AlignedBuffer(length);
        var random = new RandomState(1);
        foreach (ref var value in buffer.Span)
            value = (float)(2 * random.NextDouble() - 1);
        return buffer;
    }
}
