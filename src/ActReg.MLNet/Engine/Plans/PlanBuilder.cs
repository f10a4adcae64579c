namespace ActReg.MLNet;

/// <summary>A <see cref="NetworkPlan"/> in the making, for layers to add their steps to.</summary>
/// <param name="input">The features of a row.</param>
internal sealed class PlanBuilder(LayerShape input)
{
    private readonly List<Step> _steps = [];
    private readonly Dictionary<string, int> _layersOfKind = [];
    private Layer? _layer;

    /// <summary>The place of the layer that is being added.</summary>
    public int LayerIndex { get; private set; }

    /// <summary>Whether that is the network's last.</summary>
    public bool IsLastLayer { get; private set; }

    /// <summary>What there is so far for each row.</summary>
    public LayerShape Shape { get; private set; } = input;

    /// <summary>The values per row that there are so far.</summary>
    public int Size => Shape.Size;

    /// <summary>Whether those are the features.</summary>
    public bool IsAtInput => _steps.Count == 0;

    /// <summary>Where the next step's parameters begin.</summary>
    public int Offset { get; private set; }

    public IReadOnlyList<Step> Steps => _steps;

    /// <exception cref="ArgumentException">The layer does not take what there is so far.</exception>
    public void Add(Layer layer, int index, bool isLast)
    {
        _layer = layer;
        LayerIndex = index;
        IsLastLayer = isLast;
        LayerRanks.Check(layer, index, Shape.Rank, Shape);
        // Features have an image's channels first; all else has them last.
        if (IsAtInput && Shape is { Rank: 3, Channels: > 1 })
            Add(new ChannelsLastStep(LayerIndex, Shape));
        layer.AddTo(this);
    }

    public void Add(Step step)
    {
        if (step.Penalty is TemporalActivityRegularizer && step.Shape is not { Rank: 2, Width: > 1 })
            throw Misplaced("must put out a sequence of at least 2 timesteps for its temporal activity regularizer", step.Shape);
        _steps.Add(step);
        Shape = step.Shape;
        foreach (var weight in step.Weights)
            Offset = checked(Offset + weight.Length);
    }

    /// <summary>Adds a step and the activation that follows, which carries the penalty unless it is linear.</summary>
    /// <param name="create">Makes the step with the penalty on its own output.</param>
    /// <param name="activation">The function.</param>
    /// <param name="penalty">The penalty on the result of both.</param>
    public void AddActivated(Func<ActivityRegularizer?, Step> create, Activation activation, ActivityRegularizer? penalty)
    {
        var isLinear = activation == Activation.Linear;
        Add(create(isLinear ? penalty : null));
        if (!isLinear)
            Add(new ActivationStep(LayerIndex, Shape, activation, penalty));
    }

    /// <summary>Makes units of what there is, which stays where it is.</summary>
    public void Flatten() => Shape = LayerShape.Flat(Shape.Size);

    /// <exception cref="ArgumentException">There is no room for a window.</exception>
    public void CheckRoom(Windows windows)
    {
        if (windows.Height.Output < 1 || windows.Width.Output < 1)
        {
            var extent = Shape.Rank == 2
                ? $"{windows.Width.Extent} timesteps" : $"height {windows.Height.Extent} and width {windows.Width.Extent}";
            throw Misplaced($"must get at least {extent} for one window", Shape);
        }
    }

    /// <exception cref="ArgumentException">Channels cannot be parted like that.</exception>
    public void CheckGroups(int groups)
    {
        if (Shape.Channels % groups != 0)
            throw Misplaced($"must get a multiple of {groups} channels for its {groups} groups", Shape);
    }

    /// <summary>An error that names the layer.</summary>
    public ArgumentException Misplaced(string rule, object? received = null) =>
        new(Rule.Broken(LayerRanks.Name(_layer!, LayerIndex), rule, received ?? $"place {LayerIndex}"));

    /// <summary>Keras's name for the next layer of a kind: <c>dense</c>, <c>dense_1</c> and so on.</summary>
    public string NameLayer(string kind)
    {
        var count = _layersOfKind.GetValueOrDefault(kind);
        _layersOfKind[kind] = count + 1;
        return count == 0 ? kind : $"{kind}_{count}";
    }
}
