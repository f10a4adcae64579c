namespace ActReg.MLNet;

/// <summary>What a step that keeps few values of a batch in training tells the steps around it, in its scratch.</summary>
internal readonly unsafe struct SparseCode
{
    /// <summary>The floats before the lists.</summary>
    public const int HeaderLength = 8;

    private readonly int* _isTold;

    /// <param name="header">As many floats as <see cref="HeaderLength"/>.</param>
    /// <param name="active">Room for the values that are kept.</param>
    /// <param name="auxiliary">Room for those of dead units; nothing where there is no auxiliary loss.</param>
    public SparseCode(float* header, SparseRows active, SparseRows auxiliary)
    {
        _isTold = (int*)header;
        Active = active;
        Auxiliary = auxiliary;
    }

    /// <summary>Whether there is such a step, and <see cref="Active"/> has all that matters: elsewhere values are 0, and so is their gradient.</summary>
    public bool IsTold => _isTold != null && *_isTold != 0;

    /// <summary>The values that are kept.</summary>
    public SparseRows Active { get; }

    /// <summary>What dead units would put out, to reconstruct what the others have left.</summary>
    public SparseRows Auxiliary { get; }

    /// <summary>What the auxiliary loss is multiplied by.</summary>
    public float AuxiliaryStrength { get; init; }

    /// <summary>The auxiliary loss of the batch, times its strength; the step behind computes it.</summary>
    public ref double AuxiliaryLoss => ref *(double*)(_isTold + 2);

    /// <summary>How many units are dead.</summary>
    public ref int DeadUnits => ref _isTold[1];

    /// <summary>Says whether <see cref="Active"/> has all.</summary>
    public void Tell(bool isTold) => *_isTold = isTold ? 1 : 0;
}
