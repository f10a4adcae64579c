namespace ActReg.MLNet;

/// <summary>A whole training, from plain inputs to a plain result.</summary>
internal static class NetworkTraining
{
    /// <param name="request">What to train.</param>
    /// <param name="data">The rows.</param>
    /// <exception cref="ArgumentException">A batch's values are more than one array can hold.</exception>
    /// <exception cref="InvalidOperationException">The checkpoint is of another training, or of none.</exception>
    /// <exception cref="TrainingDivergedException">The loss or a weight became infinite or not a number.</exception>
    /// <exception cref="CheckpointFailedException">
    /// A checkpoint cannot be written or deleted, and training is not to go on then.
    /// </exception>
    public static TrainingResult Run(TrainingRequest request, TrainingData data)
    {
        var checkpoints = request.Checkpoints == null
            ? null : new TrainingCheckpoints(request.Checkpoints, TrainingFingerprints.Of(request, data), request.Control.Warn);
        checkpoints?.Check(start => CheckpointFit.Problems(start, request, data));
        using var engine = Engine(request, data);
        checkpoints?.Check(start => [engine.Misfit(start.Engine)]);
        var result = TrainingLoop.Run(engine, request, data, checkpoints);
        if (!result.IsCancelled)
            checkpoints?.Delete(result.Network);
        return result;
    }

    private static ITrainingEngine Engine(TrainingRequest request, TrainingData data)
    {
        var settings = request.Settings;
        // No batch has more rows than there are, so no buffer needs more.
        var rows = (int)Math.Min(settings.BatchSize, Math.Max(data.Train.RowCount, data.Validation?.RowCount ?? 0));
        CheckBatch(request.Plan, rows, settings);
        var weights = Weights.Complete(
            request.Plan, request.InitialWeights ?? [], RandomStreams.Create(settings.Seed, RandomStreams.Initialization), request.FirstOutputs);
        weights = FirstBiases.Of(request, weights, data.Train);
        var problem = new TrainingProblem(request.Plan, weights, request.Loss, rows, settings)
        {
            FullRows = (int)Math.Min(settings.BatchSize, data.Train.RowCount),
        };
        return settings.Engine == TrainingEngine.Torch ? new TorchEngine(problem, request.CudaDevice, request.TorchThreads) : new FusedEngine(problem);
    }

    private static void CheckBatch(NetworkPlan plan, int rows, TrainingSettings settings)
    {
        var widest = Math.Max(AlignedBuffer.RowStride(plan.InputSize), plan.Steps.Max(step => Math.Max(step.Stride, step.PaddedSize)));
        var most = AlignedBuffer.MaxLength / widest;
        if (settings.Engine != TrainingEngine.Torch)
            most = Math.Min(most, plan.Steps.Min(step => MostRows(step.Fused!)));
        if (rows > most)
            throw new ArgumentException(Rule.Broken("batchSize", $"must be at most {most} for layers this wide", settings.BatchSize));
    }

    /// <summary>How many rows a step has room for that it needs beside its output.</summary>
    private static int MostRows(FusedStep step)
    {
        var one = step.ScratchLength(rows: 1);
        if (one > AlignedBuffer.MaxLength / 2)
            return 1;
        var each = step.ScratchLength(rows: 2) - one;
        return each == 0 ? int.MaxValue : (AlignedBuffer.MaxLength - (one - each)) / each;
    }
}
