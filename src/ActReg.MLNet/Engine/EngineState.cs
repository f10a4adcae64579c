namespace ActReg.MLNet;

/// <summary>What an engine's next step depends on, in a layout of its own.</summary>
/// <param name="Step">The steps taken.</param>
/// <param name="Parameters">The network's parameters.</param>
/// <param name="Slots">What the optimizer remembers of each.</param>
internal sealed record EngineState(int Step, float[] Parameters, IReadOnlyList<float[]> Slots);
