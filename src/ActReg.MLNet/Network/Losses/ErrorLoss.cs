namespace ActReg.MLNet;

/// <summary>A loss that only the difference of prediction and label matters to.</summary>
internal abstract record ErrorLoss : RegressionLoss
{
    private protected sealed override string TypeSuffix => "Error";

    internal sealed override (float Loss, float Slope) Evaluate(float output, float label) => Evaluate(output - label);

    private protected abstract (float Loss, float Slope) Evaluate(float error);
}

/// <summary><see cref="RegressionLoss.MeanSquaredError"/>.</summary>
internal sealed record SquaredError : ErrorLoss
{
    internal override bool IsRobust => false;

    private protected override (float Loss, float Slope) Evaluate(float error) => (error * error, 2 * error);
}

/// <summary><see cref="RegressionLoss.MeanAbsoluteError"/>.</summary>
internal sealed record AbsoluteError : ErrorLoss
{
    // The error itself where it is neither above nor below 0: that is 0, or NaN.
    private protected override (float Loss, float Slope) Evaluate(float error) => (MathF.Abs(error), error > 0 ? 1 : error < 0 ? -1 : error);
}

/// <summary><see cref="RegressionLoss.Huber"/>.</summary>
internal sealed record HuberError : ErrorLoss
{
    public HuberError(float delta) => Delta = Require.Positive(delta);

    public float Delta { get; }

    private protected override (float Loss, float Slope) Evaluate(float error) => MathF.Abs(error) > Delta
        ? (Delta * (MathF.Abs(error) - Delta / 2), MathF.CopySign(Delta, error))
        : (error * error / 2, error);
}

/// <summary><see cref="RegressionLoss.Quantile"/>.</summary>
internal sealed record QuantileError : ErrorLoss
{
    public QuantileError(float share) => Share = Require.Fraction(share);

    public float Share { get; }

    private protected override (float Loss, float Slope) Evaluate(float error) => Pinball(Share, error);

    /// <summary>The loss of an error, and its derivative: 0, or NaN, where the error is neither above nor below 0.</summary>
    public static (float Loss, float Slope) Pinball(float share, float error)
    {
        var slope = error > 0 ? 1 - share : error < 0 ? -share : error;
        return (slope * error, slope);
    }
}
