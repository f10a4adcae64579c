namespace ActReg.MLNet;

/// <summary>A <see cref="NetworkPlan"/> in the making: gives weights their names and places, and takes steps in order.</summary>
internal sealed class PlanBuilder
{
    private readonly LayerShape _input;
    private readonly List<Step> _steps = [];
    private readonly List<WeightPlace> _weights = [];
    private readonly List<LayerShape> _layerShapes = [];
    private readonly Dictionary<string, int> _layersOfKind = [];
    private int _offset;
    private (int Layer, int Inputs, WeightRole Role) _special = (-1, 0, WeightRole.Kernel);

    /// <param name="input">The features of a row.</param>
    public PlanBuilder(LayerShape input)
    {
        _input = input;
        Shape = input;
    }

    /// <summary>The place of the layer that is being added.</summary>
    public int LayerIndex => _layerShapes.Count;

    /// <summary>What the learning rate is multiplied by for the weights of that layer.</summary>
    public double LearningRateFactor { get; set; } = 1;

    /// <summary>The same for its biases.</summary>
    public double BiasLearningRateFactor { get; set; } = 1;

    /// <summary>What there is so far for each row.</summary>
    public LayerShape Shape { get; private set; }

    /// <summary>The values per row that there are so far.</summary>
    public int Size => Shape.Size;

    /// <summary>Whether those are the features.</summary>
    public bool IsAtInput => _steps.Count == 0;

    /// <summary>Keras's name for the next layer of a kind: <c>dense</c>, <c>dense_1</c> and so on.</summary>
    public string NameLayer(string kind)
    {
        var count = _layersOfKind.GetValueOrDefault(kind);
        _layersOfKind[kind] = count + 1;
        return count == 0 ? kind : $"{kind}_{count}";
    }

    /// <summary>The features of a row.</summary>
    public int InputSize => _input.Size;

    /// <summary>What the kernel of the layer that is being added is for, if it is a dense one.</summary>
    public WeightRole KernelRole => (LayerIndex, Shape.Channels) == (_special.Layer, _special.Inputs) ? _special.Role : WeightRole.Kernel;

    /// <summary>Says what the kernel of the next layer is for, if it takes as many values as there are so far.</summary>
    public void SetNextKernelRole(WeightRole role) => _special = (LayerIndex + 1, Size, role);

    /// <summary>Says that the layer that is being added leaves that to the one behind it.</summary>
    public void PassKernelRole()
    {
        if (_special.Layer == LayerIndex)
            _special.Layer++;
    }

    /// <summary>Gives a weight array the next place.</summary>
    /// <param name="name">As of <see cref="WeightPlace"/>.</param>
    /// <param name="role">What it is for.</param>
    /// <param name="layout">How it is stored.</param>
    /// <param name="initializer">What it begins as; null for what its role says.</param>
    /// <exception cref="ArgumentException">All together are more than one array can hold.</exception>
    public WeightPlace Place(string name, WeightRole role, WeightLayout layout, IInitializer? initializer = null) =>
        Place(name, role, layout, role.IsBias() ? BiasLearningRateFactor : LearningRateFactor, initializer);

    /// <summary>The same of an array that is found from the rows, and not trained.</summary>
    /// <inheritdoc cref="Place(string, WeightRole, WeightLayout, IInitializer?)"/>
    public WeightPlace PlaceFound(string name, WeightRole role, WeightLayout layout) => Place(name, role, layout, learningRateFactor: 0, initializer: null);

    private WeightPlace Place(string name, WeightRole role, WeightLayout layout, double learningRateFactor, IInitializer? initializer)
    {
        var place = new WeightPlace(name, role, layout, _offset, learningRateFactor) { Initializer = initializer };
        if (place.Length > AlignedBuffer.MaxLength - _offset)
            throw new ArgumentException($"layers have more weights than the {AlignedBuffer.MaxLength} that one network can have.");
        _offset += place.Length;
        _weights.Add(place);
        return place;
    }

    public void Add(Step step)
    {
        _steps.Add(step);
        Shape = step.Shape;
    }

    /// <summary>Makes units of what there is, which stays where it is.</summary>
    public void Flatten() => Shape = LayerShape.Flat(Shape.Size);

    /// <summary>Says that a layer is complete.</summary>
    public void EndLayer() => _layerShapes.Add(Shape);

    /// <param name="layers">All layers, each of which has been ended.</param>
    public NetworkPlan ToPlan(IReadOnlyList<Layer> layers) => new(_input, layers, [.. _layerShapes], [.. _steps], [.. _weights], _offset);
}
