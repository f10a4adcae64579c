namespace ActReg.MLNet.Tests.Conformance;

/// <summary>An option, and what may and may not be given for it.</summary>
internal sealed record OptionCase(string Name)
{
    /// <summary>What a model must be the same with after saving and loading, apart from the default.</summary>
    public IReadOnlyList<Action<ActivityRegularizedOptionsBase>> Valid { get; init; } = [];

    /// <summary>With the whole message; the task tells a rule's own apart.</summary>
    public IReadOnlyList<(Action<ActivityRegularizedOptionsBase> Set, string Message)> Invalid { get; init; } = [];

    public CheckedTask Task { get; init; }
}
