namespace ActReg.MLNet;

/// <summary>What an engine's next step depends on, in a layout of its own.</summary>
/// <param name="Step">The steps taken.</param>
/// <param name="Parameters">The network's parameters.</param>
/// <param name="Slots">What the optimizer remembers of each.</param>
internal sealed record EngineState(int Step, float[] Parameters, IReadOnlyList<float[]> Slots)
{
    /// <summary>Why it cannot be of an engine with so many parameters and slots; <see langword="null"/> where it can.</summary>
    public string? Misfit(int parameters, int slots)
    {
        if (Parameters.Length != parameters)
            return Rule.Broken("the engine's parameters", $"must be {parameters}", Parameters.Length);
        if (Slots.Count != slots)
            return Rule.Broken("the optimizer's slots", $"must be {slots}", Slots.Count);
        return Slots.FirstOrDefault(slot => slot.Length != parameters) is { } other
            ? Rule.Broken("the values of an optimizer's slot", $"must be {parameters}", other.Length) : null;
    }

    /// <summary>Why parameters cannot be those of a network in training; <see langword="null"/> where they can.</summary>
    public static string? Misfit(NetworkPlan plan, IReadOnlyList<WeightTensor> parameters) =>
        Weights.Problem(plan, parameters) is { } problem ? $"Among the engine's parameters {problem}." : null;
}
