using System.Text.Json.Serialization;
using static TorchSharp.torch;

namespace ActReg.MLNet;

/// <summary>A penalty on what a layer outputs, added to the loss. Not weight decay, which penalizes parameters.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "regularizer")]
[JsonDerivedType(typeof(L1L2ActivityRegularizer), "l1l2")]
[JsonDerivedType(typeof(KullbackLeiblerActivityRegularizer), "kullbackLeibler")]
[JsonDerivedType(typeof(TemporalActivityRegularizer), "temporal")]
[JsonDerivedType(typeof(CustomActivityRegularizer), "custom")]
[JsonDerivedType(typeof(TargetL0Penalty), "targetL0")]
public abstract record ActivityRegularizer
{
    private protected ActivityRegularizer()
    {
    }

    /// <summary>As users write it.</summary>
    public sealed override string ToString() => Text;

    /// <summary>As users write it.</summary>
    internal virtual string Text => RecordText.Of(this, nameof(ActivityRegularizer), PrintMembers);

    /// <summary><c>l1 Σ|a|</c> over the layer's outputs <c>a</c>.</summary>
    /// <param name="l1">The strength, finite and at least 0; 0.01, as in Keras.</param>
    /// <param name="reduction">See <see cref="ActivityReduction"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static ActivityRegularizer L1(float l1 = 0.01f, ActivityReduction reduction = ActivityReduction.BatchMean) =>
        new L1L2ActivityRegularizer(l1, 0, reduction);

    /// <summary><c>l2 Σa²</c> over the layer's outputs <c>a</c>; there is no factor ½.</summary>
    /// <param name="l2">The strength, finite and at least 0; 0.01, as in Keras.</param>
    /// <param name="reduction">See <see cref="ActivityReduction"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static ActivityRegularizer L2(float l2 = 0.01f, ActivityReduction reduction = ActivityReduction.BatchMean) =>
        new L1L2ActivityRegularizer(0, l2, reduction);

    /// <summary><c>l1 Σ|a| + l2 Σa²</c> over the layer's outputs <c>a</c>.</summary>
    /// <param name="l1">The strength of the absolute values, finite and at least 0; 0.01, as in Keras.</param>
    /// <param name="l2">The strength of the squares, finite and at least 0; 0.01, as in Keras.</param>
    /// <param name="reduction">See <see cref="ActivityReduction"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static ActivityRegularizer L1L2(
        float l1 = 0.01f, float l2 = 0.01f, ActivityReduction reduction = ActivityReduction.BatchMean) =>
        new L1L2ActivityRegularizer(l1, l2, reduction);

    /// <summary>
    /// <c>strength Σ t log(t/q) + (1 - t) log((1 - t)/(1 - q))</c> over the layer's units, with <c>t</c> the target and
    /// <c>q</c> a unit's mean output over the rows of the batch, by weight: the Kullback-Leibler divergence between two coins.
    /// </summary>
    /// <remarks>
    /// <para>It asks for units that are on for a few rows each, and is 0 where every unit's mean is the target. It is made of
    /// means, so it is not divided by the batch again. After A. Ng, "Sparse autoencoder", CS294A lecture notes, Stanford, 2011;
    /// the target of the notes, and the weight of their exercise, are the defaults. A batch must have enough rows for its mean to
    /// tell a rate.</para>
    /// <para>Means are rates from 0 to 1, so the layer must end in <see cref="Activation.Sigmoid"/>. Where a mean is within 1e-6
    /// of 0 or 1, penalty and gradient go on along the tangent there, and stay finite.</para>
    /// </remarks>
    /// <param name="target">What each unit's mean output should be, above 0 and below 1; 0.05.</param>
    /// <param name="strength">What the sum is multiplied by, finite and at least 0; 3.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static ActivityRegularizer KullbackLeibler(float target = 0.05f, float strength = 3) =>
        new KullbackLeiblerActivityRegularizer(target, strength);

    /// <summary>
    /// <c>activation Σ aₜ² + temporal Σ (aₜ - aₜ₋₁)²</c> over a sequence's outputs <c>aₜ</c>: activation regularization and temporal
    /// activation regularization.
    /// </summary>
    /// <remarks>
    /// <para>After Merity, McCann and Socher, "Revisiting activation regularization for language RNNs", 2017, whose strengths (in Merity,
    /// Keskar and Socher, "Regularizing and optimizing LSTM language models", 2017) and means are the defaults: the first sum is divided by
    /// rows, timesteps and units, the second by rows, timesteps less one, and units. There the first term sees outputs after dropout, the second
    /// those before: a layer that returns sequences with <c>Temporal(0, 1)</c>, then a dropout with <c>Temporal(2, 0)</c>.</para>
    /// <para>The layer must put out a sequence of at least 2 timesteps. Masked timesteps cost nothing, nor do differences from them.</para>
    /// </remarks>
    /// <param name="activation">The strength of the squares, finite and at least 0; 2.</param>
    /// <param name="temporal">The strength of the squared differences, finite and at least 0; 1.</param>
    /// <param name="reduction">See <see cref="ActivityReduction"/>; applied to each sum.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static ActivityRegularizer Temporal(
        float activation = 2, float temporal = 1, ActivityReduction reduction = ActivityReduction.ElementMean) =>
        new TemporalActivityRegularizer(activation, temporal, reduction);

    /// <summary>A penalty of your own, in TorchSharp, which differentiates it.</summary>
    /// <remarks>
    /// <para>It trains with <see cref="TrainingEngine.Torch"/>, which needs libtorch. A model stores its name and reduction only:
    /// it scores everywhere, but to go on training it, layers with the function must be given again.</para>
    /// <para>The function is called on the training thread for every batch, of validation too. Tensors that it makes are disposed
    /// of afterwards, and what it throws ends the training. Beware of numbers: TorchSharp frees that of <c>activations * 0.1</c>
    /// when garbage is collected, be it while libtorch reads it. <c>activations * tensor(0.1f)</c> is safe.</para>
    /// </remarks>
    /// <param name="name">What messages call it, in at most 1,000 characters.</param>
    /// <param name="penalty">
    /// From the layer's outputs, Float32 of shape [rows, units], to each row's penalty, of shape [rows], which then counts by the
    /// row's weight and is reduced; or to a single number, of shape [], the penalty on the batch as it is.
    /// </param>
    /// <param name="reduction">See <see cref="ActivityReduction"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is blank or too long.</exception>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="reduction"/> is undefined.</exception>
    public static ActivityRegularizer Custom(
        string name, Func<Tensor, Tensor> penalty, ActivityReduction reduction = ActivityReduction.BatchMean)
    {
        ArgumentNullException.ThrowIfNull(penalty);
        // Model files keep it.
        if (name?.Length > 1000)
            throw new ArgumentException(Rule.Broken(nameof(name), "must have at most 1000 characters", name.Length));
        return new CustomActivityRegularizer(name!, penalty, reduction);
    }

    /// <summary>What messages call it, where only <see cref="TrainingEngine.Torch"/> computes it; else <see langword="null"/>.</summary>
    internal virtual string? TorchOnlyName => null;

    /// <summary>Whether it is a sum over activations, so that <see cref="OnEach"/> says it all.</summary>
    internal virtual bool IsElementwise => false;

    /// <summary>What it adds for each activation of a batch, reduced.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="weights">Their weights, pinned; null where they have none.</param>
    /// <param name="units">The activations per row.</param>
    /// <param name="place">Where they are.</param>
    internal virtual unsafe ElementwisePenalty OnEach(in Batch batch, float* weights, int units, PenalizedPlace place) =>
        throw new NotSupportedException();

    /// <summary>What a layer must do for it that does not put out rates, from 0 to 1; <see langword="null"/> where nothing.</summary>
    internal virtual string? RateRule => null;

    /// <summary>What a layer must do for it that puts out masked timesteps; <see langword="null"/> where nothing.</summary>
    internal virtual string? MaskRule => null;

    /// <summary>Why it cannot be trained with on a layer; <see langword="null"/> where it can.</summary>
    internal virtual string? Incompleteness(string layer) => null;

    /// <summary>What a layer must do whose output it is to be on, where this is not such an output; else <see langword="null"/>.</summary>
    internal virtual string? Misfit(LayerShape shape) => null;

    /// <summary>The penalty on a batch, reduced.</summary>
    internal abstract double Penalty(in Batch batch, ActivationMatrix activations);

    /// <summary>Adds <paramref name="strength"/> times the penalty's derivative by each activation; where it has a kink, 0.</summary>
    internal abstract void AddGradient(in Batch batch, ActivationMatrix activations, double strength, Matrix gradient);
}
