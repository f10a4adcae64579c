using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>How weights follow the gradient <c>g</c> of the loss, with the step's learning rate <c>lr</c>. All formulas are Keras's.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "optimizer")]
[JsonDerivedType(typeof(AdamOptimizer), "adam")]
[JsonDerivedType(typeof(SgdOptimizer), "sgd")]
[JsonDerivedType(typeof(RmsPropOptimizer), "rmsProp")]
public abstract record Optimizer
{
    private protected Optimizer()
    {
    }

    /// <summary>As it is written: a name, and its values in parentheses.</summary>
    public sealed override string ToString() => RecordText.Of(this, "Optimizer", PrintMembers);

    /// <summary>
    /// Adam (Kingma and Ba, 2015): <c>p -= lr √(1-β₂ᵗ)/(1-β₁ᵗ) m / (√v + ε)</c> in step <c>t</c>, with <c>m += (1-β₁)(g - m)</c> and
    /// <c>v += (1-β₂)(g² - v)</c>.
    /// </summary>
    /// <remarks>PyTorch adds ε after the correction of v, which is a slightly larger ε in the first steps.</remarks>
    /// <param name="beta1">β₁, at least 0 and below 1.</param>
    /// <param name="beta2">β₂, at least 0 and below 1.</param>
    /// <param name="epsilon">ε, finite and above 0 as a float.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static Optimizer Adam(double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7) =>
        new AdamOptimizer(beta1, beta2, epsilon, weightDecay: 0);

    /// <summary>Adam with decoupled weight decay (Loshchilov and Hutter, 2019): before Adam's update, <c>p -= lr weightDecay p</c>.</summary>
    /// <remarks>Only kernels decay; biases, and scales and offsets of normalization layers, do not.</remarks>
    /// <param name="weightDecay">Finite and at least 0; 0.004, as in Keras.</param>
    /// <param name="beta1">β₁, at least 0 and below 1.</param>
    /// <param name="beta2">β₂, at least 0 and below 1.</param>
    /// <param name="epsilon">ε, finite and above 0 as a float.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static Optimizer AdamW(
        double weightDecay = 0.004, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7) =>
        new AdamOptimizer(beta1, beta2, epsilon, weightDecay);

    /// <summary>
    /// Gradient descent: <c>p -= lr g</c>; with momentum, <c>u = momentum u - lr g</c> and <c>p += u</c>, or, with Nesterov's,
    /// <c>p += momentum u - lr g</c>.
    /// </summary>
    /// <remarks>PyTorch's <c>u</c> is without the rate, which multiplies it in each step: the same at a constant rate.</remarks>
    /// <param name="momentum">At least 0 and below 1.</param>
    /// <param name="nesterov">Whether momentum is Nesterov's.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="momentum"/> is out of range.</exception>
    public static Optimizer Sgd(double momentum = 0, bool nesterov = false) => new SgdOptimizer(momentum, nesterov);

    /// <summary>
    /// RMSprop (Tieleman and Hinton, 2012): <c>p -= lr g / √(v + ε)</c> with <c>v += (1-rho)(g² - v)</c>; centered, <c>v</c> less the square
    /// of <c>a</c>, with <c>a += (1-rho)(g - a)</c>. With momentum, <c>u = momentum u + </c> that step and <c>p -= u</c>.
    /// </summary>
    /// <remarks>PyTorch adds ε to the root instead, and its <c>u</c> is without the rate.</remarks>
    /// <param name="rho">At least 0 and below 1.</param>
    /// <param name="momentum">At least 0 and below 1.</param>
    /// <param name="epsilon">ε, finite and above 0 as a float.</param>
    /// <param name="centered">Whether squares are taken around the mean gradient.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static Optimizer RmsProp(double rho = 0.9, double momentum = 0, double epsilon = 1e-7, bool centered = false) =>
        new RmsPropOptimizer(rho, momentum, epsilon, centered);

    /// <summary>The values that it remembers of each parameter.</summary>
    internal abstract int SlotCount { get; }

    /// <summary>What a kernel loses in a step, per learning rate and before the update; 0 for nothing.</summary>
    internal virtual double KernelDecay => 0;

    /// <summary>What brings weights up to date that steps had no gradient by; <see langword="null"/> where there is no formula for it.</summary>
    internal abstract SkippedSteps? SkipSteps();

    /// <summary>Updates parameters, and what is remembered of them, in place, and makes the gradient 0.</summary>
    /// <param name="step">The step's number, from 1.</param>
    /// <param name="learningRate">The step's learning rate.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="gradient">The loss's gradient by them.</param>
    /// <param name="slots">What is remembered, all zero at first.</param>
    /// <param name="parts">Which of the parameters.</param>
    internal abstract void Update(
        int step, double learningRate, AlignedBuffer parameters, AlignedBuffer gradient, IReadOnlyList<AlignedBuffer> slots, WeightParts parts);
}
