namespace ActReg.MLNet;

/// <summary>A network as a sequence of steps: the layers, with sizes and the places of their parameters worked out.</summary>
/// <remarks>
/// All parameters stand in one flat buffer, each array's at a multiple of eight floats, padded with zeros. Between steps, values
/// are matrices of one row per example, whose row stride is <see cref="Step.Stride"/> and whose padding is zero.
/// </remarks>
internal sealed class NetworkPlan
{
    private readonly int[] _penaltyIndices;

    private NetworkPlan(LayerShape input, IReadOnlyList<Layer> layers, PlanBuilder builder)
    {
        Input = input;
        Layers = layers;
        Steps = builder.Steps;
        Weights = [.. Steps.SelectMany(step => step.Weights)];
        PenalizedSteps = [.. Enumerable.Range(0, Steps.Count).Where(i => Steps[i].Penalty != null)];
        _penaltyIndices = [.. Enumerable.Range(0, Steps.Count).Select(i => Steps.Take(i).Count(step => step.Penalty != null))];
        ParameterLength = builder.Offset;
    }

    /// <summary>The features of a row.</summary>
    public LayerShape Input { get; }

    /// <summary>The number of features.</summary>
    public int InputSize => Input.Size;

    /// <summary>All layers, the output layer included.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    public IReadOnlyList<Step> Steps { get; }

    /// <summary>All weight arrays, in public order.</summary>
    public IReadOnlyList<WeightPlace> Weights { get; }

    /// <summary>The indices of the steps whose output is penalized.</summary>
    public IReadOnlyList<int> PenalizedSteps { get; }

    /// <summary>Where a penalized step stands among <see cref="PenalizedSteps"/>.</summary>
    public int PenaltyIndex(int step) => _penaltyIndices[step];

    /// <summary>The length of the flat parameter buffer, padding included.</summary>
    public int ParameterLength { get; }

    /// <summary>The outputs per row.</summary>
    public int OutputSize => Steps[^1].Size;

    /// <summary>The numbers that every feature must be one of: 0 to one less than this; null where they may be any.</summary>
    public int? FeatureValueCount => (Steps[0] as EmbeddingStep)?.ValueCount;

    /// <param name="input">The features of a row.</param>
    /// <param name="layers">All layers, the output layer included.</param>
    /// <exception cref="ArgumentException">
    /// A layer does not take what the one before puts out, or the parameters or a layer's outputs are more than one array can hold.
    /// </exception>
    public static NetworkPlan Create(LayerShape input, IReadOnlyList<Layer> layers)
    {
        try
        {
            var builder = new PlanBuilder(input);
            for (var i = 0; i < layers.Count - 1; i++)
                builder.Add(layers[i], i, isLast: false);
            if (LayerRanks.OutputProblem(builder.Shape.Rank, builder.Shape) is { } problem)
                throw new ArgumentException(problem);
            builder.Add(layers[^1], layers.Count - 1, isLast: true);
            if (builder.Offset <= AlignedBuffer.MaxLength)
                return new NetworkPlan(input, layers, builder);
        }
        catch (OverflowException)
        {
            // Still more of them.
        }

        throw new ArgumentException($"layers have more weights than the {AlignedBuffer.MaxLength} that one network can have.");
    }
}
