using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>A function applied to each output of a layer.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "function")]
[JsonDerivedType(typeof(LinearActivation), "linear")]
[JsonDerivedType(typeof(ReluActivation), "relu")]
[JsonDerivedType(typeof(LeakyReluActivation), "leakyRelu")]
[JsonDerivedType(typeof(EluActivation), "elu")]
[JsonDerivedType(typeof(GeluActivation), "gelu")]
[JsonDerivedType(typeof(SeluActivation), "selu")]
[JsonDerivedType(typeof(SiluActivation), "silu")]
[JsonDerivedType(typeof(MishActivation), "mish")]
[JsonDerivedType(typeof(TanhActivation), "tanh")]
[JsonDerivedType(typeof(SigmoidActivation), "sigmoid")]
public abstract record Activation
{
    private protected Activation()
    {
    }

    /// <summary>As it is written: a name, and its values in parentheses.</summary>
    public sealed override string ToString() => RecordText.Of(this, "Activation", PrintMembers);

    /// <summary><c>f(z) = z</c>.</summary>
    public static Activation Linear { get; } = new LinearActivation();

    /// <summary><c>f(z) = max(z, 0)</c>; its slope at 0 is taken as 0.</summary>
    public static Activation Relu { get; } = new ReluActivation();

    /// <summary><c>f(z) = z σ(z)</c>, with <c>σ</c> the logistic sigmoid; also called swish.</summary>
    public static Activation Silu { get; } = new SiluActivation();

    /// <summary><c>f(z) = z tanh(log(1 + exp(z)))</c> (Misra, "Mish: a self regularized non-monotonic activation function", 2019).</summary>
    public static Activation Mish { get; } = new MishActivation();

    /// <summary>
    /// <c>f(z) = λ z</c> where <c>z &gt; 0</c>, else <c>λ α (exp(z) - 1)</c>, with <c>λ = 1.0507</c> and <c>α = 1.6733</c> (Klambauer et al., "Self-normalizing
    /// neural networks", 2017).
    /// </summary>
    public static Activation Selu { get; } = new SeluActivation();

    /// <summary><c>f(z) = tanh(z)</c>.</summary>
    public static Activation Tanh { get; } = new TanhActivation();

    /// <summary><c>f(z) = 1 / (1 + exp(-z))</c>.</summary>
    public static Activation Sigmoid { get; } = new SigmoidActivation();

    /// <summary><c>f(z) = z</c> where <c>z &gt; 0</c>, else <c>negativeSlope z</c>.</summary>
    /// <param name="negativeSlope">Finite and at least 0; 0.3, as in Keras's LeakyReLU layer.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="negativeSlope"/> is out of range.</exception>
    public static Activation LeakyRelu(float negativeSlope = 0.3f) => new LeakyReluActivation(negativeSlope);

    /// <summary><c>f(z) = z</c> where <c>z &gt; 0</c>, else <c>alpha (exp(z) - 1)</c>.</summary>
    /// <param name="alpha">Finite and at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="alpha"/> is out of range.</exception>
    public static Activation Elu(float alpha = 1f) => new EluActivation(alpha);

    /// <summary><c>f(z) = z Φ(z)</c>, with <c>Φ</c> the standard normal distribution function (Hendrycks and Gimpel, 2016).</summary>
    /// <param name="approximate">Whether to use the paper's tanh approximation, <c>z/2 (1 + tanh(√(2/π) (z + 0.044715 z³)))</c>.</param>
    public static Activation Gelu(bool approximate = false) => new GeluActivation(approximate);

    /// <summary>Writes <c>f(z)</c>, and measures a penalty.</summary>
    /// <param name="tile">Where.</param>
    /// <param name="z">The inputs.</param>
    /// <param name="a">Receives the results; may be <paramref name="z"/> itself.</param>
    /// <param name="penalty">What is measured, and of what.</param>
    internal abstract PenaltySums Forward(Tile tile, Matrix z, Matrix a, in ElementwisePenalty penalty);

    /// <summary>Multiplies <paramref name="gradient"/> by <c>f'(z)</c>, and adds a penalty's derivative.</summary>
    /// <param name="tile">Where.</param>
    /// <param name="z">What <see cref="Forward"/> read.</param>
    /// <param name="a">What <see cref="Forward"/> wrote.</param>
    /// <param name="gradient">In: the loss's gradient by <paramref name="a"/>; out: by <paramref name="z"/>.</param>
    /// <param name="penalty">What is added, before or after.</param>
    /// <param name="columnSums">One per column, to which the sums of the resulting gradient's rows are added; or null.</param>
    internal abstract unsafe void Backward(
        Tile tile, Matrix z, Matrix a, Matrix gradient, in ElementwisePenalty penalty, float* columnSums);

    /// <summary>Whether <c>f(0) = 0</c>, so that a buffer's zero padding stays zero.</summary>
    internal virtual bool KeepsZero => true;

    /// <summary>Whether <c>f'(z)</c> follows from <c>f(z)</c>, so that <see cref="Backward"/> may be given that in place of <c>z</c>.</summary>
    internal virtual bool HasSlopeOfOutput => false;

    /// <summary>Whether <c>f(c z) = c f(z)</c> for all <c>c &gt; 0</c>.</summary>
    internal virtual bool KeepsProportions => false;

    /// <summary>Whether <c>f(z)</c> is always from 0 to 1, as a rate is.</summary>
    internal virtual bool IsRate => false;

    /// <summary>Whether <c>f(z) = 0</c> for all <c>z</c> of an interval, so that units can be off.</summary>
    internal virtual bool HasOffUnits => false;
}
