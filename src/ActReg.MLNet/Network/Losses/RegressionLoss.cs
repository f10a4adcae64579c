using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>What a regression network minimizes, for a row's error <c>e = prediction - label</c>, or for its label <c>y</c> and the mean <c>μ</c> that it predicts.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "loss")]
[JsonDerivedType(typeof(SquaredError), "squared")]
[JsonDerivedType(typeof(AbsoluteError), "absolute")]
[JsonDerivedType(typeof(HuberError), "huber")]
[JsonDerivedType(typeof(QuantileError), "quantile")]
[JsonDerivedType(typeof(PoissonDeviance), "poisson")]
[JsonDerivedType(typeof(GammaDeviance), "gamma")]
public abstract record RegressionLoss
{
    private protected RegressionLoss()
    {
    }

    /// <summary>As it is written: a name, and its values in parentheses.</summary>
    public sealed override string ToString() => RecordText.Of(this, TypeSuffix, PrintMembers);

    /// <summary>What the names of its kind's types end in.</summary>
    private protected abstract string TypeSuffix { get; }

    /// <summary><c>e²</c>: its best constant prediction is the mean.</summary>
    public static RegressionLoss MeanSquaredError { get; } = new SquaredError();

    /// <summary><c>|e|</c>: its best constant prediction is the median, so outliers count little.</summary>
    public static RegressionLoss MeanAbsoluteError { get; } = new AbsoluteError();

    /// <summary>
    /// For counts and other labels of at least 0: half the deviance of a Poisson distribution, <c>μ - y + y ln(y / μ)</c> (P. McCullagh and J. Nelder, "Generalized
    /// linear models", 1989), where <c>μ</c>, the Score, is the exponential of what the network puts out, so that no prediction is below 0.
    /// </summary>
    /// <remarks>
    /// It is PyTorch's <c>PoissonNLLLoss</c> plus <c>y ln y - y</c>, which no prediction changes: never below 0, and 0 where prediction and label are equal. Labels are
    /// never standardized, and a label below 0 is refused. The output layer's bias begins at the logarithm of the labels' mean.
    /// </remarks>
    public static RegressionLoss Poisson { get; } = new PoissonDeviance();

    /// <summary>
    /// For labels above 0 that scatter in proportion to their mean, such as costs and durations: half the deviance of a Gamma distribution,
    /// <c>y / μ - 1 - ln(y / μ)</c> (McCullagh and Nelder, 1989), where <c>μ</c>, the Score, is the exponential of what the network puts out.
    /// </summary>
    /// <remarks>
    /// Never below 0, and 0 where prediction and label are equal. It looks at proportions alone: labels in other units train the same network, but for the output layer's
    /// bias, which begins at the logarithm of the labels' mean. Labels are never standardized, and one that is not above 0 is refused.
    /// </remarks>
    public static RegressionLoss Gamma { get; } = new GammaDeviance();

    /// <summary><c>e²/2</c> where <c>|e| ≤ delta</c>, else <c>delta (|e| - delta/2)</c> (Huber, 1964).</summary>
    /// <param name="delta">
    /// Finite and above 0; 1, as in Keras. In units of the labels as the network sees them: of their interquartile range / 1.349, which
    /// for normally distributed labels is their standard deviation, unless standardization is turned off.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delta"/> is out of range.</exception>
    public static RegressionLoss Huber(float delta = 1f) => new HuberError(delta);

    /// <summary>
    /// The pinball loss, <c>-share e</c> where <c>e &lt; 0</c>, else <c>(1 - share) e</c> (R. Koenker and G. Bassett, "Regression quantiles", 1978): its best constant
    /// prediction is the value that this share of the labels is below.
    /// </summary>
    /// <param name="share">Above 0 and below 1: 0.9 for a prediction that nine of ten labels are below.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="share"/> is out of range.</exception>
    public static RegressionLoss Quantile(float share) => new QuantileError(share);

    /// <summary>Whether labels that are far off hardly count, so that they must not set the scale either.</summary>
    internal virtual bool IsRobust => true;

    /// <summary>Whether what the network puts out is in the labels' units, or in those that they are standardized to.</summary>
    internal virtual bool TakesStandardizedLabels => true;

    /// <summary>Why labels cannot be trained on; <see langword="null"/> where they can.</summary>
    /// <param name="least">The least of them.</param>
    /// <param name="name">What they are called in the message.</param>
    internal virtual string? LabelProblem(float least, string name) => null;

    /// <summary>What the output layer's bias begins as; 0 for labels that may be standardized.</summary>
    /// <param name="meanLabel">The mean of the labels that are trained on.</param>
    internal virtual float FirstOutput(double meanLabel) => 0;

    /// <summary>What the mean of several outputs is, so that its score is the mean of theirs.</summary>
    internal virtual MemberMean MemberMean => MemberMean.Values;

    /// <summary>What a model scores for an output.</summary>
    internal virtual float ToScore(float output) => output;

    /// <summary>The derivative of that by the output.</summary>
    internal virtual float ScoreSlope(float output) => 1;

    /// <summary>The loss of an output, and its derivative by it, taken as 0 at a kink.</summary>
    internal abstract (float Loss, float Slope) Evaluate(float output, float label);
}
