namespace ActReg.MLNet;

/// <summary>What an engine is to minimize, and how: the same for every engine.</summary>
/// <param name="Plan">The network.</param>
/// <param name="InitialWeights">Its weights at first.</param>
/// <param name="Loss">The loss of its predictions.</param>
/// <param name="Rows">The most rows at a time.</param>
/// <param name="Settings">How to train it.</param>
internal sealed record TrainingProblem(
    NetworkPlan Plan, IReadOnlyList<WeightTensor> InitialWeights, Loss Loss, int Rows, TrainingSettings Settings)
{
    /// <summary>The loss that training minimizes; <see cref="Loss"/> is what measures other rows.</summary>
    public Loss TrainingLoss { get; } = Loss.WithSmoothing(Settings.LabelSmoothing).OfMembers(Plan.Steps[^1].TrainedSize / Plan.Steps[^1].Size);

    /// <summary>The rows of a full batch to train on: where rows to measure are more than those, fewer than <see cref="Rows"/>.</summary>
    public int FullRows { get; init; } = Rows;
}
