namespace ActReg.MLNet;

/// <summary>A <see cref="NetworkPlan"/> in the making, for layers to add their steps to.</summary>
/// <param name="inputSize">The number of features.</param>
internal sealed class PlanBuilder(int inputSize)
{
    private readonly List<Step> _steps = [];
    private readonly Dictionary<string, int> _layersOfKind = [];

    /// <summary>The place of the layer that is being added.</summary>
    public int LayerIndex { get; private set; }

    /// <summary>Whether that is the network's last.</summary>
    public bool IsLastLayer { get; private set; }

    /// <summary>The values per row that there are so far.</summary>
    public int Size { get; private set; } = inputSize;

    /// <summary>Where the next step's parameters begin.</summary>
    public int Offset { get; private set; }

    public IReadOnlyList<Step> Steps => _steps;

    public void Add(Layer layer, int index, bool isLast)
    {
        LayerIndex = index;
        IsLastLayer = isLast;
        layer.AddTo(this);
    }

    public void Add(Step step)
    {
        _steps.Add(step);
        Size = step.Size;
        foreach (var weight in step.Weights)
            Offset = checked(Offset + weight.Length);
    }

    /// <summary>Keras's name for the next layer of a kind: <c>dense</c>, <c>dense_1</c> and so on.</summary>
    public string NameLayer(string kind)
    {
        var count = _layersOfKind.GetValueOrDefault(kind);
        _layersOfKind[kind] = count + 1;
        return count == 0 ? kind : $"{kind}_{count}";
    }
}
