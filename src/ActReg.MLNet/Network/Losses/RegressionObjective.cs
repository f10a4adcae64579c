namespace ActReg.MLNet;

/// <summary>A <see cref="RegressionLoss"/> of a network's outputs, each with a target of its own: the mean over them.</summary>
/// <param name="RowLoss">The loss of one output.</param>
/// <param name="OutputCount">How many there are.</param>
internal sealed record RegressionObjective(RegressionLoss RowLoss, int OutputCount = 1) : Loss
{
    public override int OutputCount { get; } = OutputCount;

    public override int TargetCount => OutputCount;

    public override int ClassCount => 0;

    public override MemberMean MemberMean => RowLoss.MemberMean;

    public override unsafe LossSums Evaluate(
        int rows, Matrix outputs, Matrix targets, ReadOnlySpan<float> weights, Matrix gradient, float scale)
    {
        double loss = 0;
        for (var row = 0; row < rows; row++)
        {
            var weight = weights.IsEmpty ? 1f : weights[row];
            double sum = 0;
            for (var i = 0; i < OutputCount; i++)
            {
                var (value, slope) = RowLoss.Evaluate(outputs.Start[row * outputs.Row + i], targets.Start[row * targets.Row + i]);
                sum += value;
                gradient.Start[row * gradient.Row + i] = slope * weight * (scale / OutputCount);
            }

            loss += weight * sum / OutputCount;
        }

        return new LossSums(loss, double.NaN);
    }

    public override void ToScores(Span<float> outputs)
    {
        for (var i = 0; i < outputs.Length; i++)
            outputs[i] = RowLoss.ToScore(outputs[i]);
    }

    public override void ToOutputSlopes(ReadOnlySpan<float> outputs, Span<float> slopes)
    {
        for (var i = 0; i < outputs.Length; i++)
            slopes[i] *= RowLoss.ScoreSlope(outputs[i]);
    }
}
