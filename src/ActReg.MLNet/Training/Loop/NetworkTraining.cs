namespace ActReg.MLNet;

/// <summary>A whole training, from plain inputs to a plain result.</summary>
internal static class NetworkTraining
{
    /// <summary>Lays out a network, before any row is read, and checks that it takes the weights given for it.</summary>
    /// <exception cref="ArgumentException">It cannot, or does not.</exception>
    /// <param name="input">The features of a row.</param>
    /// <param name="layers">All layers, the output layer included.</param>
    /// <param name="initialWeights">The weights to start from; or <see langword="null"/>.</param>
    /// <param name="what">What gave those weights, for messages.</param>
    public static NetworkPlan Plan(
        LayerShape input, IReadOnlyList<Layer> layers, IReadOnlyList<WeightTensor>? initialWeights, string what)
    {
        var plan = NetworkPlan.Create(input, layers);
        if (initialWeights != null)
            Weights.CheckFit(plan, initialWeights, what);
        return plan;
    }

    /// <param name="plan">The network.</param>
    /// <param name="loss">What the outputs are judged by.</param>
    /// <param name="data">The rows.</param>
    /// <param name="settings">The rest of what determines the result; its engine is not <see cref="TrainingEngine.Auto"/>.</param>
    /// <param name="cudaDevice">The GPU to use; <see langword="null"/> for the CPU.</param>
    /// <param name="initialWeights">The weights to start from, which <see cref="Plan"/> has passed; <see langword="null"/> to draw them.</param>
    /// <param name="control">How to follow it, and end it early.</param>
    /// <param name="checkpointOptions">Where to keep what has been done until the end; or <see langword="null"/>.</param>
    /// <param name="start">The checkpoint found there, whose seed the settings must have; or <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">A batch's values are more than one array can hold.</exception>
    /// <exception cref="InvalidOperationException">The checkpoint is of another training.</exception>
    /// <exception cref="TrainingDivergedException">The loss or a weight became infinite or not a number.</exception>
    /// <exception cref="IOException">A checkpoint cannot be written or deleted.</exception>
    public static TrainingResult Run(
        NetworkPlan plan, Loss loss, TrainingData data, TrainingSettings settings, int? cudaDevice,
        IReadOnlyList<WeightTensor>? initialWeights, TrainingControl control, CheckpointOptions? checkpointOptions = null,
        Checkpoint? start = null)
    {
        var checkpoints = checkpointOptions == null ? null : new TrainingCheckpoints(
            checkpointOptions, start, TrainingFingerprint.Of(plan, loss, data, settings, initialWeights), plan);
        initialWeights ??= Weights.Initialize(plan, RandomStreams.Create(settings.Seed, RandomStreams.Initialization));
        // No batch has more rows than there are, so no buffer needs more.
        var largestBatch = (int)Math.Min(settings.BatchSize, Math.Max(data.Train.RowCount, data.Validation?.RowCount ?? 0));
        CheckBatch(plan, largestBatch, settings.BatchSize);
        var problem = new TrainingProblem(
            plan, initialWeights, loss, largestBatch, settings.Optimizer, settings.GradientClipping, settings.Seed);
        using ITrainingEngine engine = settings.Engine == TrainingEngine.Torch ? new TorchEngine(problem, cudaDevice) : new FusedEngine(problem);
        var result = TrainingLoop.Run(engine, plan, data, settings, control, checkpoints);
        if (!result.IsCancelled)
            checkpoints?.Delete();
        return result;
    }

    private static void CheckBatch(NetworkPlan plan, int rows, int batchSize)
    {
        var widest = Math.Max(AlignedBuffer.RowStride(plan.InputSize), plan.Steps.Max(step => step.Stride));
        var most = AlignedBuffer.MaxLength / widest;
        if (rows > most)
            throw new ArgumentException(Rule.Broken(nameof(batchSize), $"must be at most {most} for layers this wide", batchSize));
    }
}
