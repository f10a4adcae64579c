using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>
/// How the learning rate changes during training: each step's is the option <c>LearningRate</c> times a factor.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "schedule")]
[JsonDerivedType(typeof(ConstantSchedule), "constant")]
[JsonDerivedType(typeof(ExponentialSchedule), "exponential")]
[JsonDerivedType(typeof(CosineSchedule), "cosine")]
[JsonDerivedType(typeof(OneCycleSchedule), "oneCycle")]
[JsonDerivedType(typeof(CosLog4Schedule), "cosLog4")]
[JsonDerivedType(typeof(FlatCosineSchedule), "flatCosine")]
[JsonDerivedType(typeof(PlateauSchedule), "reduceOnPlateau")]
public abstract record LearningRateSchedule
{
    private protected LearningRateSchedule()
    {
    }

    /// <summary>As it is written: a name, and its values in parentheses.</summary>
    public sealed override string ToString() => RecordText.Of(this, "Schedule", PrintMembers);

    /// <summary>Always the same rate.</summary>
    public static LearningRateSchedule Constant { get; } = new ConstantSchedule();

    /// <summary>
    /// Keras's <c>ExponentialDecay</c>: the factor of a step is <c>decayRate^(s/d)</c>, with <c>s</c> the steps before it and
    /// <c>d</c> the steps of <paramref name="decayEpochs"/>.
    /// </summary>
    /// <param name="decayRate">
    /// What each <paramref name="decayEpochs"/> multiply the rate by, finite and above 0; above 1 the rate grows.
    /// </param>
    /// <param name="decayEpochs">At least 1.</param>
    /// <param name="staircase">
    /// Whether <c>s/d</c> is rounded down, so that the rate changes only every <paramref name="decayEpochs"/>; after each epoch
    /// that is PyTorch's <c>ExponentialLR</c>.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static LearningRateSchedule Exponential(double decayRate, int decayEpochs = 1, bool staircase = false) =>
        new ExponentialSchedule(decayRate, decayEpochs, staircase);

    /// <summary>
    /// Keras's <c>CosineDecay</c> over the whole training (Loshchilov and Hutter, 2017, without restarts): the factor of a step
    /// is <c>finalFactor + (1 - finalFactor) (1 + cos(π s/d)) / 2</c>, with <c>s</c> the steps between the warm-up and it, and
    /// <c>d</c> all steps after the warm-up. In the warm-up it is the share of the warm-up's steps that came before: the first
    /// step has the rate 0.
    /// </summary>
    /// <remarks>
    /// <para>The step after the last one would have <paramref name="finalFactor"/>.</para>
    /// <para>A warm-up as long as the training, or longer, is all there is.</para>
    /// </remarks>
    /// <param name="finalFactor">At least 0 and below 1.</param>
    /// <param name="warmUpEpochs">At least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static LearningRateSchedule Cosine(double finalFactor = 0, int warmUpEpochs = 0) =>
        new CosineSchedule(finalFactor, warmUpEpochs);

    /// <summary>
    /// PyTorch's <c>OneCycleLR</c> with cosine annealing (Smith and Topin, 2018): over the whole training the factor rises by a
    /// half cosine from <c>1/initialDivisor</c> to 1, so that the option <c>LearningRate</c> is the peak, and falls by another to
    /// <c>1/(initialDivisor finalDivisor)</c>. It starts at step 0, ends at the last step, and has its peak at step
    /// <c>warmUpFraction steps - 1</c>, whole or not.
    /// </summary>
    /// <remarks>
    /// <para>Fewer than <c>1/warmUpFraction</c> steps begin after the peak, on the way down; the only step of a training has the
    /// final rate. Both are as in PyTorch. Where the peak is exactly at step 0, PyTorch divides by zero; here that step has the
    /// peak's rate.</para>
    /// <para>Momentum stays as it is: PyTorch's <c>cycle_momentum=False</c>.</para>
    /// </remarks>
    /// <param name="warmUpFraction">The share of the training before the peak, at least 0 and below 1.</param>
    /// <param name="initialDivisor">Finite and at least 1.</param>
    /// <param name="finalDivisor">Finite and at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static LearningRateSchedule OneCycle(
        double warmUpFraction = 0.3, double initialDivisor = 25, double finalDivisor = 1e4) =>
        new OneCycleSchedule(warmUpFraction, initialDivisor, finalDivisor);

    /// <summary>
    /// RealMLP's <c>coslog4</c> (Holzmüller, Grinsztajn and Steinwart, "Better by default", 2024): the factor of a step is
    /// <c>(1 - cos(2π log2(1 + 15 t))) / 2</c>, with <c>t</c> the share of the training's steps before it. These are four cycles, each twice as long
    /// as the one before; at the ends of each the factor is 0.
    /// </summary>
    /// <remarks>The first step has the rate 0. The rate of an option is the peaks'.</remarks>
    public static LearningRateSchedule CosLog4() => new CosLog4Schedule();

    /// <summary>
    /// RealMLP's <c>flat_cos</c> (Holzmüller, Grinsztajn and Steinwart, "Better by default", 2024): 1 for the first part of the training, then
    /// <c>(1 + cos(π (t - f) / (1 - f))) / 2</c>, with <c>t</c> the share of the training's steps before a step and <c>f</c> that part.
    /// </summary>
    /// <remarks>The step after the last one would have the factor 0.</remarks>
    /// <param name="flatFraction">The part, at least 0 and below 1; RealMLP's is 0.5.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="flatFraction"/> is out of range.</exception>
    public static LearningRateSchedule FlatCosine(double flatFraction = 0.5) => new FlatCosineSchedule(flatFraction);

    /// <summary>
    /// Keras's <c>ReduceLROnPlateau</c>: multiplies the rate by <paramref name="factor"/> at the end of the last of
    /// <paramref name="patience"/> epochs in a row without a better figure.
    /// </summary>
    /// <remarks>
    /// PyTorch's scheduler of the same name waits for one epoch more before it reduces, has a cooldown that is one epoch longer,
    /// and asks by default for a figure better by a share of the best one: its <c>patience=n, cooldown=c,
    /// threshold_mode='abs'</c> is a patience of n + 1 and a cooldown of c + 1 here.
    /// </remarks>
    /// <param name="monitor">What to watch; by default <see cref="TrainingMetric.ValidationDataLoss"/>. Figures of validation need a validation set.</param>
    /// <param name="factor">At least 0 and below 1.</param>
    /// <param name="patience">At least 1; Keras's 0 is 1 too.</param>
    /// <param name="minDelta">
    /// By how much a figure must beat the best one to be better, finite and at least 0; an absolute amount.
    /// </param>
    /// <param name="cooldown">
    /// How many epochs to wait after a reduction, the last of which counts again; at least 0, which is as 1.
    /// </param>
    /// <param name="minFactor">The least that the factors of all reductions multiply to, at least 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static LearningRateSchedule ReduceOnPlateau(
        TrainingMetric? monitor = null, double factor = 0.1, int patience = 10,
        double minDelta = 1e-4, int cooldown = 0, double minFactor = 0) =>
        new PlateauSchedule(monitor, factor, patience, minDelta, cooldown, minFactor);

    /// <summary>The figure that it depends on; <see langword="null"/> for none.</summary>
    internal virtual TrainingMetric? WatchedMetric => null;

    /// <summary>Whether it spans the whole training, however long that is, instead of so many epochs.</summary>
    internal virtual bool SpansTraining => false;

    /// <summary>Begins a training.</summary>
    internal abstract ILearningRate Start();
}
