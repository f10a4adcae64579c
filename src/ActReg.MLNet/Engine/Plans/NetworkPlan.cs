namespace ActReg.MLNet;

/// <summary>A network as a sequence of steps: the layers, with sizes and the places of their parameters worked out.</summary>
/// <remarks>
/// All parameters stand in one flat buffer, each array's at a multiple of eight floats, padded with zeros. Between steps, values
/// are matrices of one row per example, whose row stride is <see cref="Step.Stride"/> and whose padding is zero.
/// </remarks>
internal sealed class NetworkPlan
{
    private readonly int[] _penaltyIndices;
    private readonly int _maskedSteps;
    private readonly Dictionary<WeightPlace, int> _weightIndices;

    /// <param name="input">The features of a row.</param>
    /// <param name="layers">All layers, the output layer included.</param>
    /// <param name="layerShapes">What each of them puts out.</param>
    /// <param name="steps">What computes them.</param>
    /// <param name="weights">The weight arrays of all steps, each once, in public order.</param>
    /// <param name="parameterLength">The floats that they take up, padding included.</param>
    public NetworkPlan(
        LayerShape input, IReadOnlyList<Layer> layers, IReadOnlyList<LayerShape> layerShapes, IReadOnlyList<Step> steps,
        IReadOnlyList<WeightPlace> weights, int parameterLength)
    {
        Input = input;
        Layers = layers;
        LayerShapes = layerShapes;
        Steps = steps;
        Weights = weights;
        WeightRanges = [.. weights.Select(weight => weight.Offset..(weight.Offset + weight.Length))];
        WeightGroups = WeightGroup.Of(weights);
        ParameterLength = parameterLength;
        RowRuns = new RowRuns(steps);
        FeatureMask = steps[0].FeatureMask;
        _maskedSteps = FeatureMask == null ? 0 : steps.TakeWhile(step => step.Shape.Rank == 2).Count();
        PenalizedSteps = [.. Enumerable.Range(0, Steps.Count).Where(i => Steps[i].Penalty != null)];
        KernelPenalties = PenaltiesOf(steps);
        Dictionaries = [.. weights.Where(weight => weight is { Role: WeightRole.Dictionary, IsFrozen: false })];
        Thresholds = [.. weights.Where(weight => weight is { Role: WeightRole.Threshold, IsFrozen: false })];
        _penaltyIndices = new int[steps.Count];
        for (var i = 0; i < PenalizedSteps.Count; i++)
            _penaltyIndices[PenalizedSteps[i]] = i;
        _weightIndices = weights.Index().ToDictionary(weight => weight.Item, weight => weight.Index);
    }

    /// <summary>The features of a row.</summary>
    public LayerShape Input { get; }

    /// <summary>The number of features.</summary>
    public int InputSize => Input.Size;

    /// <summary>All layers, the output layer included.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>What each layer puts out.</summary>
    public IReadOnlyList<LayerShape> LayerShapes { get; }

    public IReadOnlyList<Step> Steps { get; }

    /// <summary>Which of them rows go through a few at a time.</summary>
    public RowRuns RowRuns { get; }

    /// <summary>All weight arrays, in public order.</summary>
    public IReadOnlyList<WeightPlace> Weights { get; }

    /// <summary>Where each of them stands in the flat parameter buffer.</summary>
    public IReadOnlyList<Range> WeightRanges { get; }

    /// <summary>Those that are trained, by how fast they learn.</summary>
    public IReadOnlyList<WeightGroup> WeightGroups { get; }

    /// <summary>The indices of the steps whose output is penalized.</summary>
    public IReadOnlyList<int> PenalizedSteps { get; }

    /// <summary>The kernels that are penalized; as in Keras, none that is frozen.</summary>
    public IReadOnlyList<KernelPenalty> KernelPenalties { get; }

    /// <summary>The kernels whose rows are of norm 1, and are trained.</summary>
    public IReadOnlyList<WeightPlace> Dictionaries { get; }

    /// <summary>The thresholds that are trained, and are not to become negative.</summary>
    public IReadOnlyList<WeightPlace> Thresholds { get; }

    /// <summary>The length of the flat parameter buffer, padding included.</summary>
    public int ParameterLength { get; }

    /// <summary>What it puts out for each row.</summary>
    public LayerShape Output => LayerShapes[^1];

    /// <summary>The outputs per row.</summary>
    public int OutputSize => Output.Size;

    /// <summary>The last step's bias for values of each output; of an ensemble each member's.</summary>
    public (int Index, float[] Values) OutputBias(IReadOnlyList<float> values)
    {
        var place = Steps[^1].Weights[^1];
        return (IndexOf(place), [.. Enumerable.Range(0, checked((int)place.Count)).Select(i => values[i % values.Count])]);
    }

    /// <summary>The features that rows can be trained on and scored by.</summary>
    public FeatureDomain Features => Steps[0].Inputs;

    /// <summary>Whether the network moves features onto its own scale.</summary>
    public bool ScalesFeatures => Layers.TakeWhile(layer => layer.AdaptsToRows).Any(layer => layer.ScalesFeatures);

    /// <summary>Whether rows of these features can be scored.</summary>
    /// <param name="features">Of any number of rows; of sparse ones those that there are.</param>
    public bool CanRead(ReadOnlySpan<float> features) => Features.AreAll(features);

    /// <summary>The timesteps of the features that are masked; null where none can be.</summary>
    public TimestepMask? FeatureMask { get; }

    /// <summary>The timesteps that are masked of what a step reads.</summary>
    public TimestepMask? InputMask(int step) => step == 0 ? FeatureMask : OutputMask(step - 1);

    /// <summary>The timesteps that are masked of what a step puts out: units have none, nor has a sequence that is made of units.</summary>
    public TimestepMask? OutputMask(int step) => step < _maskedSteps ? FeatureMask : null;

    /// <summary>Where a penalized step stands among <see cref="PenalizedSteps"/>.</summary>
    public int PenaltyIndex(int step) => _penaltyIndices[step];

    /// <summary>Where a weight array stands among <see cref="Weights"/>.</summary>
    public int IndexOf(WeightPlace weight) => _weightIndices[weight];

    /// <summary>An array that steps share is penalized once.</summary>
    private static KernelPenalty[] PenaltiesOf(IReadOnlyList<Step> steps) =>
    [
        .. steps.Where(step => step.KernelPenalty != null)
            .SelectMany(step => step.Weights, (step, weight) => new KernelPenalty(weight, step.KernelPenalty!))
            .Where(penalty => !penalty.Kernel.IsFrozen && penalty.Kernel.Role.IsKernel())
            .DistinctBy(penalty => penalty.Kernel),
    ];
}
