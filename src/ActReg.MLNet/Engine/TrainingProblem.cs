namespace ActReg.MLNet;

/// <summary>What an engine is to minimize, and how: the same for every engine.</summary>
/// <param name="Plan">The network.</param>
/// <param name="InitialWeights">Its weights at first.</param>
/// <param name="Loss">The loss of its predictions.</param>
/// <param name="BatchSize">The most rows per update.</param>
/// <param name="Optimizer">How weights follow the gradient.</param>
/// <param name="Clipping">A bound on the gradient; or <see langword="null"/>.</param>
/// <param name="Seed">Of what steps draw.</param>
internal sealed record TrainingProblem(
    NetworkPlan Plan, IReadOnlyList<WeightTensor> InitialWeights, Loss Loss, int BatchSize, Optimizer Optimizer,
    GradientClipping? Clipping, int Seed);
