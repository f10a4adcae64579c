namespace ActReg.MLNet;

/// <summary>A <see cref="RegressionLoss"/> of a network's one output.</summary>
internal sealed record RegressionObjective(RegressionLoss RowLoss) : Loss
{
    public override int OutputCount => 1;

    public override int ClassCount => 0;

    public override unsafe LossSums Evaluate(
        int rows, Matrix outputs, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights, Matrix gradient, float scale)
    {
        double loss = 0;
        for (var row = 0; row < rows; row++)
        {
            var weight = weights.IsEmpty ? 1f : weights[row];
            var (rowLoss, slope) = RowLoss.Evaluate(outputs.Start[row * outputs.Row] - labels[row]);
            loss += weight * rowLoss;
            gradient.Start[row * gradient.Row] = slope * weight * scale;
        }

        return new LossSums(loss, double.NaN);
    }
}
