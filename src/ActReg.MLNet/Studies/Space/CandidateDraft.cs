namespace ActReg.MLNet;

/// <summary>A candidate that is being made: a copy of the base options, and what of its layers is still to be changed.</summary>
/// <param name="options">The copy.</param>
internal sealed class CandidateDraft(TrainingOptions options)
{
    public const float DefaultStrength = 0.01f;

    public TrainingOptions Options { get; } = options;

    /// <summary>As long as no variation sets it or one of the next three, the layers keep their penalties.</summary>
    public ActivityNorm? Norm { get; set; }

    public float? Strength { get; set; }

    public ActivityPlacement? Placement { get; set; }

    public ActivityReduction? Reduction { get; set; }

    /// <summary>The units of each hidden layer; <see langword="null"/> where the layers stay as many as they are.</summary>
    public IReadOnlyList<int>? HiddenUnits { get; set; }

    /// <summary>The options, when all variations have been applied, in whatever order.</summary>
    /// <exception cref="ArgumentException">The layers are none that these variations could change.</exception>
    public TrainingOptions Finish()
    {
        Widen();
        if ((Norm, Strength, Placement, Reduction) is (null, null, null, null))
            return Options;
        var layers = Layers("a norm, strength, placement or reduction");
        // What is none leaves no trace, so that it is one candidate wherever it comes from.
        if (Strength == 0)
            return Options.WithoutActivityPenalty();
        Options.HiddenLayers = HiddenPenalty.On(layers, Regularizer(), Placement ?? ActivityPlacement.PostActivation);
        return Options;
    }

    /// <summary>The same without any activity penalty.</summary>
    public TrainingOptions FinishUnpenalized()
    {
        Widen();
        return Options.WithoutActivityPenalty();
    }

    private void Widen()
    {
        if (HiddenUnits != null)
            Options.HiddenLayers = LayerWidths.With(Layers("hidden units"), HiddenUnits);
    }

    private ActivityRegularizer Regularizer()
    {
        var (strength, reduction) = (Strength ?? DefaultStrength, Reduction ?? ActivityReduction.BatchMean);
        return Norm switch
        {
            ActivityNorm.L2 => ActivityRegularizer.L2(strength, reduction),
            ActivityNorm.L1L2 => ActivityRegularizer.L1L2(strength, strength, reduction),
            _ => ActivityRegularizer.L1(strength, reduction),
        };
    }

    private IReadOnlyList<Layer> Layers(string what) => Options.HiddenLayers ?? throw new ArgumentException(
        $"Vary must not vary {what} of an autoencoder, whose code has a sparsity instead: vary options => options.Sparsity or options.CodeSize.");
}
