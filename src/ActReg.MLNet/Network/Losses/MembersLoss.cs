namespace ActReg.MLNet;

/// <summary>The mean of the losses of several members, each by outputs of its own and the same targets: not the loss of their mean, which would leave them alike (Gorishniy et al., "TabM", 2024).</summary>
/// <param name="Each">The loss of one member.</param>
/// <param name="Members">How many there are.</param>
internal sealed record MembersLoss(Loss Each, int Members) : Loss
{
    public override int OutputCount => Each.OutputCount * Members;

    public override int TargetCount => Each.TargetCount;

    public override int ClassCount => Each.ClassCount;

    public override MemberMean MemberMean => Each.MemberMean;

    /// <remarks>A row is correct by the share of the members that classify it correctly.</remarks>
    /// <inheritdoc/>
    public override unsafe LossSums Evaluate(
        int rows, Matrix outputs, Matrix targets, ReadOnlySpan<float> weights, Matrix gradient, float scale)
    {
        double loss = 0, correct = 0;
        for (var member = 0; member < Members; member++)
        {
            var first = member * Each.OutputCount;
            var sums = Each.Evaluate(
                rows, new Matrix(outputs.Start + first, outputs.Row), targets, weights, new Matrix(gradient.Start + first, gradient.Row), scale / Members);
            loss += sums.Loss;
            correct += sums.Correct;
        }

        return new LossSums(loss / Members, correct / Members);
    }
}
