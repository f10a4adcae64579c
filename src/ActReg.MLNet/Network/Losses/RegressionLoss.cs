using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>What a regression network minimizes, for a row's error <c>e = prediction - label</c>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "loss")]
[JsonDerivedType(typeof(SquaredError), "squared")]
[JsonDerivedType(typeof(AbsoluteError), "absolute")]
[JsonDerivedType(typeof(HuberError), "huber")]
public abstract record RegressionLoss
{
    private protected RegressionLoss()
    {
    }

    /// <summary><c>e²</c>: its best constant prediction is the mean.</summary>
    public static RegressionLoss MeanSquaredError { get; } = new SquaredError();

    /// <summary><c>|e|</c>: its best constant prediction is the median, so outliers count little.</summary>
    public static RegressionLoss MeanAbsoluteError { get; } = new AbsoluteError();

    /// <summary><c>e²/2</c> where <c>|e| ≤ delta</c>, else <c>delta (|e| - delta/2)</c> (Huber, 1964).</summary>
    /// <param name="delta">
    /// Finite and above 0; 1, as in Keras. In units of the labels as the network sees them: of their interquartile range / 1.349, which
    /// for normally distributed labels is their standard deviation, unless standardization is turned off.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delta"/> is out of range.</exception>
    public static RegressionLoss Huber(float delta = 1f) => new HuberError(delta);

    /// <summary>Whether labels that are far off hardly count, so that they must not set the scale either.</summary>
    internal virtual bool IsRobust => true;

    /// <summary>The loss of an error, and its derivative, taken as 0 at a kink.</summary>
    internal abstract (float Loss, float Slope) Evaluate(float error);
}

/// <summary><see cref="RegressionLoss.MeanSquaredError"/>.</summary>
internal sealed record SquaredError : RegressionLoss
{
    internal override bool IsRobust => false;

    internal override (float Loss, float Slope) Evaluate(float error) => (error * error, 2 * error);
}

/// <summary><see cref="RegressionLoss.MeanAbsoluteError"/>.</summary>
internal sealed record AbsoluteError : RegressionLoss
{
    // The error itself where it is neither above nor below 0: that is 0, or NaN.
    internal override (float Loss, float Slope) Evaluate(float error) => (MathF.Abs(error), error > 0 ? 1 : error < 0 ? -1 : error);
}

/// <summary><see cref="RegressionLoss.Huber"/>.</summary>
internal sealed record HuberError : RegressionLoss
{
    public HuberError(float delta) => Delta = Require.Positive(delta);

    public float Delta { get; }

    internal override (float Loss, float Slope) Evaluate(float error) => MathF.Abs(error) > Delta
        ? (Delta * (MathF.Abs(error) - Delta / 2), MathF.CopySign(Delta, error))
        : (error * error / 2, error);
}
