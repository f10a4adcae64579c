using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>What makes an autoencoder's code sparse, so that each row is told by few of many units: immutable values, made by the methods below.</summary>
/// <remarks>
/// A row <c>x</c>, centred and scaled, becomes <c>h = W(x - b) + c</c> (behind the encoder's other layers, if it has any), then the code
/// <c>z</c> as below, and is reconstructed as <c>x̂ = D z + b</c>. The squared error is minimized: its mean over all values, in units of the data's variance.
/// Columns of norm 1 are those of <c>D</c>, or of a decoder with hidden layers those of its first, if that is a dense one; dropout, TopK, Flatten, Reshape, ActivityRegularization
/// and activations that are linear or ReLUs may come before it. Of other decoders, such as those that begin with BatchNorm or Gru, no norm is held, which <c>Fit</c> warns of.
/// </remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "sparsity")]
[JsonDerivedType(typeof(PenalizedCode), "penalized")]
[JsonDerivedType(typeof(TopKCode), "topK")]
[JsonDerivedType(typeof(BatchTopKCode), "batchTopK")]
[JsonDerivedType(typeof(JumpReluCode), "jumpRelu")]
public abstract record CodeSparsity
{
    /// <summary>What <see cref="TopK"/> and others give dead units to learn, unless told otherwise.</summary>
    internal const float DefaultAuxiliaryStrength = 1f / 32;

    /// <summary>After how many rows a unit is dead, unless told otherwise.</summary>
    internal const int DefaultDeadAfterRows = 10_000;

    private protected CodeSparsity()
    {
    }

    /// <summary>An L1 penalty: <c>z = max(h, 0)</c> at the cost of <c>strength Σ|z|</c>, the mean over rows by default.</summary>
    /// <remarks>The decoder's columns have norm 1, lest a small code with a large decoder evade the penalty. It shrinks codes, and so reconstructions.</remarks>
    /// <param name="strength">Finite and at least 0; 0.01 by default.</param>
    /// <param name="reduction">See <see cref="ActivityReduction"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static CodeSparsity L1(float strength = 0.01f, ActivityReduction reduction = ActivityReduction.BatchMean) =>
        new PenalizedCode(Activation.Relu, ActivityRegularizer.L1(strength, reduction), decoderHasUnitNorm: true);

    /// <summary>An L2 penalty: <c>z = max(h, 0)</c> at the cost of <c>strength Σz²</c>, the mean over rows by default. It keeps codes small more than sparse.</summary>
    /// <param name="strength">Finite and at least 0; 0.01 by default.</param>
    /// <param name="reduction">See <see cref="ActivityReduction"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static CodeSparsity L2(float strength = 0.01f, ActivityReduction reduction = ActivityReduction.BatchMean) =>
        new PenalizedCode(Activation.Relu, ActivityRegularizer.L2(strength, reduction), decoderHasUnitNorm: false);

    /// <summary>
    /// Units that are on for a given share of rows: <c>z = 1 / (1 + exp(-h))</c>, whose mean over a batch's rows is held to
    /// <paramref name="target"/> by a Kullback-Leibler divergence (A. Ng, "Sparse autoencoder", CS294A lecture notes, Stanford, 2011).
    /// </summary>
    /// <param name="target">Above 0 and below 1; 0.05 by default, as in the notes.</param>
    /// <param name="strength">Finite and at least 0; 0.01 by default. The notes' 3 is for an error that is a sum over the values of a row, not their mean.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static CodeSparsity KullbackLeibler(float target = 0.05f, float strength = 0.01f) =>
        new PenalizedCode(Activation.Sigmoid, ActivityRegularizer.KullbackLeibler(target, strength), decoderHasUnitNorm: false);

    /// <summary>
    /// Each row's <paramref name="k"/> largest <c>h</c>, and no penalty (A. Makhzani and B. Frey, "k-sparse autoencoders", 2014; L. Gao et al.,
    /// "Scaling and evaluating sparse autoencoders", 2024). The decoder's columns have norm 1.
    /// </summary>
    /// <remarks>
    /// <para>Units that have been on for no row of the last <paramref name="deadAfterRows"/> are dead, and learn nothing by themselves. So an
    /// auxiliary loss is added, <c>auxiliaryStrength Σ‖ê - e‖² / Σ‖e - ē‖²</c> over a batch: <c>e = x - x̂</c>, taken as given, is what the others leave, <c>ē</c> its
    /// mean, and <c>ê</c> what a row's largest positive <c>h</c> of dead units make of it, half as many of these as there are inputs at most
    /// (Gao et al., appendix A.2). Only where the decoder has no hidden layers, and is not tied. It counts as <see cref="EpochMetrics.ActivityPenalty"/>, and has no upper bound: where the
    /// others leave little, dead units that have not learned yet may make of it a thousand times as much. So <see cref="EarlyStopping"/> should watch
    /// <see cref="TrainingMetric.DataLoss"/> or <see cref="TrainingMetric.ValidationDataLoss"/>, not <see cref="TrainingMetric.Loss"/>.</para>
    /// <para>Of equal values the first are kept.</para>
    /// </remarks>
    /// <param name="k">How many, from 1 to the code's size.</param>
    /// <param name="auxiliaryStrength">Finite and at least 0; 1/32 by default. 0 for none.</param>
    /// <param name="deadAfterRows">At least 1; 10,000 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static CodeSparsity TopK(
        int k, float auxiliaryStrength = DefaultAuxiliaryStrength, int deadAfterRows = DefaultDeadAfterRows) =>
        new TopKCode(k, new AuxiliaryLoss(auxiliaryStrength, deadAfterRows));

    /// <summary>
    /// The largest positive <c>h</c> of a batch, <paramref name="k"/> per row on average (B. Bussmann, P. Leask and N. Nanda, "BatchTopK sparse
    /// autoencoders", 2024): rows that need more units have more. Codes are then told by a running threshold, so that a row's does not depend
    /// on other rows. The decoder's columns have norm 1.
    /// </summary>
    /// <remarks>The auxiliary loss is that of <see cref="TopK"/>. A last batch of fewer rows moves the running threshold by as much less.</remarks>
    /// <param name="k">How many, from 1 to the code's size.</param>
    /// <param name="auxiliaryStrength">Finite and at least 0; 1/32 by default. 0 for none.</param>
    /// <param name="deadAfterRows">At least 1; 10,000 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static CodeSparsity BatchTopK(
        int k, float auxiliaryStrength = DefaultAuxiliaryStrength, int deadAfterRows = DefaultDeadAfterRows) =>
        new BatchTopKCode(k, new AuxiliaryLoss(auxiliaryStrength, deadAfterRows));

    /// <summary>
    /// <c>z = h</c> where <c>h</c> is above a threshold of its unit's, which is trained, else 0, at the cost of
    /// <c>strength (L0 / targetL0 - 1)²</c>, where L0 is how many units are on per row of a batch (S. Rajamanoharan et al., "Jumping ahead: improving
    /// reconstruction fidelity with JumpReLU sparse autoencoders", 2024). The decoder's columns have norm 1.
    /// </summary>
    /// <remarks>
    /// <para>A step has no slope by its threshold θ; straight-through estimates stand for them, from values within <paramref name="bandwidth"/> / 2 of it:
    /// <c>∂z/∂θ = -θ/bandwidth</c> and <c>∂L0/∂θ = -1/bandwidth</c> there, else 0. θ itself is trained, never becomes negative, and begins, for all units alike, where <paramref name="targetL0"/> units
    /// are on per row, on average over up to 1,000 training rows by their weight, which batch normalization in the encoder goes by as by a batch.</para>
    /// <para>The auxiliary loss is that of <see cref="TopK"/>.</para>
    /// </remarks>
    /// <param name="targetL0">Finite and above 0.</param>
    /// <param name="strength">Finite and at least 0; 1 by default.</param>
    /// <param name="bandwidth">Finite and above 0, in units of the inputs' own scale; 0.1 by default.</param>
    /// <param name="auxiliaryStrength">Finite and at least 0; 1/32 by default. 0 for none.</param>
    /// <param name="deadAfterRows">At least 1; 10,000 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static CodeSparsity JumpRelu(
        float targetL0, float strength = 1, float bandwidth = 0.1f, float auxiliaryStrength = DefaultAuxiliaryStrength,
        int deadAfterRows = DefaultDeadAfterRows) =>
        new JumpReluCode(targetL0, strength, bandwidth, new AuxiliaryLoss(auxiliaryStrength, deadAfterRows));

    /// <summary>Whether the decoder's columns are held at norm 1.</summary>
    internal abstract bool HasUnitNorm { get; }

    /// <summary>Whether a penalty makes it sparse, which a schedule can change.</summary>
    internal virtual bool HasPenalty => false;

    /// <summary>How many units are to be on per row, where thresholds that are trained decide which are; else <see langword="null"/>.</summary>
    internal virtual float? TargetOfThresholds => null;

    /// <summary>How many units are on per row on average, where thresholds decide which are, trained or not; else <see langword="null"/>.</summary>
    internal virtual float? MeanUnitsOn => TargetOfThresholds;

    /// <summary>Whether what is on becomes so many times as large as <c>h</c> becomes, thresholds included.</summary>
    internal virtual bool KeepsProportions => true;

    /// <summary>What is wrong with it for a code of so many units; <see langword="null"/> where nothing is.</summary>
    internal virtual string? Problem(int codeSize) => null;

    /// <summary>The same without an auxiliary loss, for decoders of which it cannot be told.</summary>
    internal virtual CodeSparsity WithoutAuxiliary => this;

    /// <summary>Calls what a visitor has for this kind.</summary>
    internal abstract void Accept(ICodeSparsityVisitor visitor);
}
