namespace ActReg.MLNet;

/// <summary>What is to be trained, and how: all that is known, and has been checked, before any row is read.</summary>
internal sealed record TrainingRequest
{
    /// <summary>The network.</summary>
    public required NetworkPlan Plan { get; init; }

    /// <summary>What its outputs are judged by.</summary>
    public required Loss Loss { get; init; }

    /// <summary>The rest of what determines the result; the engine is not <see cref="TrainingEngine.Auto"/>.</summary>
    public required TrainingSettings Settings { get; init; }

    /// <summary>The GPU to use; <see langword="null"/> for the CPU.</summary>
    public int? CudaDevice { get; init; }

    /// <summary>The threads that libtorch is to compute with; <see langword="null"/> to leave that as it is.</summary>
    public int? TorchThreads { get; init; }

    /// <summary>The weights to start from, which fit the network: all, or those of its first layers, beside which the others are drawn; <see langword="null"/> to draw all.</summary>
    public IReadOnlyList<WeightTensor>? InitialWeights { get; init; }

    /// <summary>What the output layer's bias begins as, where it is not given; <see langword="null"/> for zeros.</summary>
    public IReadOnlyList<float>? FirstOutputs { get; init; }

    /// <summary>Whether <see cref="InitialWeights"/> follow from the options and the rows, instead of being given.</summary>
    public bool AreWeightsDerived { get; init; }

    /// <summary>The option that penalizes outputs, as messages call it.</summary>
    public string PenaltyOption { get; init; } = "activityRegularizer";

    /// <summary>What changes rows that are put into a batch; <see langword="null"/> for nothing.</summary>
    public RowAugmentation? Augmentation { get; init; }

    /// <summary>Where to keep what has been done until the end; <see langword="null"/> for nowhere.</summary>
    public CheckpointPlan? Checkpoints { get; init; }

    /// <summary>The time that it has; <see langword="null"/> for any.</summary>
    public TrainingTime? Time { get; init; }

    /// <summary>How to follow it, and end it early.</summary>
    public TrainingControl Control { get; init; } = new();
}
