namespace ActReg.MLNet.Interchange;

/// <summary>What a model has that no network here can have, layer by layer.</summary>
internal sealed class KerasProblems
{
    private readonly List<string> _problems = [];

    public bool Any => _problems.Count > 0;

    /// <param name="layer">The layer's name.</param>
    /// <param name="problem">What it has, without a full stop.</param>
    public void Add(string layer, string problem) => _problems.Add($"{layer}: {problem}");

    /// <exception cref="NotSupportedException">There are problems; all are named.</exception>
    public void ThrowIfAny()
    {
        if (Any)
            throw new NotSupportedException($"The model is none that can be built here. {string.Join("; ", _problems)}.");
    }
}
