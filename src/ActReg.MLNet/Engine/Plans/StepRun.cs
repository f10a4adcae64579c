namespace ActReg.MLNet;

/// <summary>What a step computes with.</summary>
internal readonly unsafe ref struct StepRun
{
    public required Batch Batch { get; init; }

    /// <summary>The parameters of the whole network.</summary>
    public required float* Parameters { get; init; }

    public required Matrix Input { get; init; }

    public required Matrix Output { get; init; }

    /// <summary>The timesteps of the input that are masked.</summary>
    public required RowMasks Masks { get; init; }

    /// <summary>The timesteps of the output that are masked.</summary>
    public RowMasks OutputMasks { get; init; }

    /// <summary>As much room as the step asked for its forward pass.</summary>
    public required float* Workspace { get; init; }

    /// <summary>As much room as the step asked for training, kept from its forward to its backward pass; null where a network only scores.</summary>
    public required float* Scratch { get; init; }

    /// <summary>For the first step, the features where zeros are left out; <see cref="Input"/> has none then.</summary>
    public SparseFeatures Features { get; init; }

    /// <summary>In training, what the step tells of its own output.</summary>
    public SparseCode Code { get; init; }

    /// <summary>In training, which of the inputs are not 0, where the step before tells.</summary>
    public SparseCode InputCode { get; init; }

    /// <summary>In training, which of the outputs the step behind has kept, where it tells: of the others the gradient is 0.</summary>
    public SparseCode OutputCode { get; init; }

    /// <summary>In training, what the penalty on the output is multiplied by.</summary>
    public double PenaltyStrength { get; init; }

    /// <summary>The same from a row on, which is the first of those that <see cref="Batch"/> has.</summary>
    public StepRun From(int row) => this with { Input = Input.From(row), Output = Output.From(row), Masks = Masks.From(row), OutputMasks = OutputMasks.From(row) };
}
