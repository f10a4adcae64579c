using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>One layer of a network: an immutable description, made by the methods below and listed in order of computation.</summary>
/// <remarks>
/// An activity regularizer penalizes the <em>output</em> of the layer that carries it. So the order of the list says whether a
/// penalty sees values before or after an activation, as in Keras:
/// <c>Dense(500, activityRegularizer: r), Activation(Relu)</c> penalizes pre-activations,
/// <c>Dense(500, Relu, r)</c> penalizes what comes out of the ReLU.
/// </remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "layer")]
[JsonDerivedType(typeof(DenseLayer), "dense")]
[JsonDerivedType(typeof(ActivationLayer), "activation")]
[JsonDerivedType(typeof(ParametricActivationLayer), "parametricActivation")]
[JsonDerivedType(typeof(ScaleLayer), "scale")]
[JsonDerivedType(typeof(DropoutLayer), "dropout")]
[JsonDerivedType(typeof(TopKLayer), "topK")]
[JsonDerivedType(typeof(BatchTopKLayer), "batchTopK")]
[JsonDerivedType(typeof(BatchNormLayer), "batchNorm")]
[JsonDerivedType(typeof(LayerNormLayer), "layerNorm")]
[JsonDerivedType(typeof(ActivityRegularizationLayer), "activityRegularization")]
[JsonDerivedType(typeof(FlattenLayer), "flatten")]
[JsonDerivedType(typeof(Conv1DLayer), "conv1D")]
[JsonDerivedType(typeof(Conv2DLayer), "conv2D")]
[JsonDerivedType(typeof(Pooling1DLayer), "pooling1D")]
[JsonDerivedType(typeof(Pooling2DLayer), "pooling2D")]
[JsonDerivedType(typeof(GlobalPoolingLayer), "globalPooling")]
[JsonDerivedType(typeof(RecurrentLayer), "recurrent")]
[JsonDerivedType(typeof(EmbeddingLayer), "embedding")]
[JsonDerivedType(typeof(PeriodicEmbeddingLayer), "periodicEmbedding")]
[JsonDerivedType(typeof(CategoryEmbeddingLayer), "categoryEmbedding")]
[JsonDerivedType(typeof(MaskingLayer), "masking")]
[JsonDerivedType(typeof(ReshapeLayer), "reshape")]
[JsonDerivedType(typeof(ImputationLayer), "imputation")]
[JsonDerivedType(typeof(RobustScalingLayer), "robustScaling")]
[JsonDerivedType(typeof(PiecewiseLinearEncodingLayer), "piecewiseLinearEncoding")]
[JsonDerivedType(typeof(RepeatVectorLayer), "repeatVector")]
[JsonDerivedType(typeof(UpSampling1DLayer), "upSampling1D")]
[JsonDerivedType(typeof(UpSampling2DLayer), "upSampling2D")]
[JsonDerivedType(typeof(Conv2DTransposeLayer), "conv2DTranspose")]
[JsonDerivedType(typeof(PreBiasLayer), "preBias")]
[JsonDerivedType(typeof(CodeLayer), "code")]
[JsonDerivedType(typeof(DecoderLayer), "decoder")]
[JsonDerivedType(typeof(BatchEnsembleLayer), "batchEnsemble")]
[JsonDerivedType(typeof(MemberOutputLayer), "memberOutput")]
public abstract partial record Layer
{
    private protected Layer(ActivityRegularizer? activityRegularizer) => ActivityRegularizer = activityRegularizer;

    /// <summary>The penalty on this layer's output; <see langword="null"/> for none.</summary>
    public ActivityRegularizer? ActivityRegularizer { get; private init; }

    /// <summary>A fully connected layer: <c>activation(x W + b)</c>, with <c>W</c> of shape [inputs, units] and <c>b</c> of shape [units].</summary>
    /// <remarks>Of a sequence or an image it takes each timestep's features, or each pixel's channels, by themselves, as in Keras.</remarks>
    /// <param name="units">The number of outputs, at least 1.</param>
    /// <param name="activation">Applied to each output; <see langword="null"/> is linear.</param>
    /// <param name="activityRegularizer">The penalty on the output, after <paramref name="activation"/>; <see langword="null"/> for none.</param>
    /// <param name="kernelRegularizer">The penalty on <c>W</c>; <see langword="null"/> for the trainer's, if it has one.</param>
    /// <param name="kernelInitializer">
    /// What <c>W</c> begins as; <see langword="null"/> for <see cref="KernelInitializer.GlorotUniform"/>. An autoencoder's last kernel begins as its code's
    /// transpose all the same.
    /// </param>
    /// <param name="biasInitializer">What <c>b</c> begins as; <see langword="null"/> for zeros. Of sequences and images zeros alone.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="units"/> is less than 1.</exception>
    public static DenseLayer Dense(
        int units, Activation? activation = null, ActivityRegularizer? activityRegularizer = null,
        KernelRegularizer? kernelRegularizer = null, KernelInitializer? kernelInitializer = null, BiasInitializer? biasInitializer = null) =>
        new(units, activation, activityRegularizer, kernelRegularizer, kernelInitializer, biasInitializer);

    /// <summary>An activation function on its own, applied to each output of the layer before it.</summary>
    /// <param name="activation">The function.</param>
    /// <param name="activityRegularizer">The penalty on the function's output; <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="activation"/> is <see langword="null"/>.</exception>
    public static ActivationLayer Activation(Activation activation, ActivityRegularizer? activityRegularizer = null) =>
        new(activation, activityRegularizer);

    /// <summary>
    /// An activation function of which each unit learns how much to take: <c>x + alpha (f(x) - x)</c>, where <c>alpha</c> begins at 1 (RealMLP's "parametric
    /// activation": Holzmüller, Grinsztajn and Steinwart, "Better by default", 2024). Keras has no such layer.
    /// </summary>
    /// <remarks>
    /// The units of an image are its channels, at all pixels; of a sequence its features, at all timesteps. <c>alpha</c> does not decay, and may become any
    /// number: where it is 0, the unit is linear.
    /// </remarks>
    /// <param name="activation">The function f.</param>
    /// <param name="activityRegularizer">The penalty on the output; <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="activation"/> is <see langword="null"/>.</exception>
    public static ParametricActivationLayer ParametricActivation(Activation activation, ActivityRegularizer? activityRegularizer = null) =>
        new(activation, activityRegularizer);

    /// <summary>
    /// Multiplies each unit by a learned factor, which begins at 1: first in a network, it lets features count more or less (RealMLP's "scaling layer":
    /// Holzmüller, Grinsztajn and Steinwart, "Better by default", 2024). Keras has no such layer.
    /// </summary>
    /// <remarks>The units of an image are its channels, at all pixels; of a sequence its features, at all timesteps. Factors do not decay.</remarks>
    /// <param name="activityRegularizer">The penalty on the output; <see langword="null"/> for none.</param>
    public static ScaleLayer Scale(ActivityRegularizer? activityRegularizer = null) => new(activityRegularizer);

    /// <summary>
    /// Dropout (Srivastava et al., 2014): in training each value becomes 0 with probability <c>rate</c>, and is multiplied by
    /// <c>1 / (1 - rate)</c> otherwise; in scoring and validation nothing happens. Keras's <c>Dropout</c>.
    /// </summary>
    /// <param name="rate">At least 0 and below 1.</param>
    /// <param name="activityRegularizer">The penalty on the output, zeros included; <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rate"/> is out of range.</exception>
    public static DropoutLayer Dropout(float rate, ActivityRegularizer? activityRegularizer = null) =>
        new(rate, activityRegularizer);

    /// <summary>
    /// Batch normalization (Ioffe and Szegedy, 2015): <c>gamma (x - mean) / √(variance + epsilon) + beta</c>, for each unit with
    /// the mean and biased variance of the batch in training, and with their moving averages in scoring and validation. Each
    /// batch moves those by <c>moving = momentum moving + (1 - momentum) batch</c>. Keras's <c>BatchNormalization</c>.
    /// </summary>
    /// <remarks>
    /// The units of an image are its channels, over all pixels; of a sequence its features, over all timesteps. Rows count by their
    /// weight: one of weight 2 equals the row twice. A bias directly before this layer has no effect.
    /// PyTorch's <c>momentum</c> is 1 minus this one, and its moving variance the unbiased one.
    /// Moving averages begin at 0 and 1, of which Keras's momentum of 0.99 leaves 37% after 100 batches and 1% after 460: where a training makes fewer, a smaller one is better, such as 0.9, which leaves 1% after 44.
    /// </remarks>
    /// <param name="momentum">At least 0 and below 1.</param>
    /// <param name="epsilon">Finite and above 0.</param>
    /// <param name="activityRegularizer">The penalty on the output; <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static BatchNormLayer BatchNorm(
        float momentum = 0.99f, float epsilon = 0.001f, ActivityRegularizer? activityRegularizer = null) =>
        new(momentum, epsilon, activityRegularizer);

    /// <summary>
    /// Layer normalization (Ba, Kiros and Hinton, 2016): <c>gamma (x - mean) / √(variance + epsilon) + beta</c>, with the mean
    /// and biased variance of each row's units, in training and scoring alike. Keras's <c>LayerNormalization</c>.
    /// </summary>
    /// <remarks>Of an image it normalizes each pixel's channels, of a sequence each timestep's features.</remarks>
    /// <param name="epsilon">Finite and above 0.</param>
    /// <param name="activityRegularizer">The penalty on the output; <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epsilon"/> is out of range.</exception>
    public static LayerNormLayer LayerNorm(float epsilon = 0.001f, ActivityRegularizer? activityRegularizer = null) =>
        new(epsilon, activityRegularizer);

    /// <summary>
    /// Keeps each row's <paramref name="k"/> largest values, and makes the others 0: as many values as asked for are not 0, whatever the
    /// network learns (Makhzani and Frey, "k-sparse autoencoders", 2014; without a penalty's pull towards 0). Keras has no such layer.
    /// </summary>
    /// <remarks>Values may be negative where fewer than <paramref name="k"/> are above 0; a ReLU before or after it changes that. Of equal values the first are kept.</remarks>
    /// <param name="k">How many, from 1 to the units that it gets.</param>
    /// <param name="activityRegularizer">The penalty on the output; <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is less than 1.</exception>
    public static TopKLayer TopK(int k, ActivityRegularizer? activityRegularizer = null) => new(k, activityRegularizer);

    /// <summary>
    /// Keeps the largest values of a batch in training, <paramref name="k"/> per row on average, and makes the others 0: rows that need more
    /// units have more (Bussmann, Leask and Nanda, "BatchTopK sparse autoencoders", 2024). Scoring goes by a running threshold.
    /// </summary>
    /// <remarks>Negative values are never kept. Of equal values the first are kept.</remarks>
    /// <param name="k">How many, from 1 to the units that it gets.</param>
    /// <param name="activityRegularizer">The penalty on the output; <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is less than 1.</exception>
    public static BatchTopKLayer BatchTopK(int k, ActivityRegularizer? activityRegularizer = null) => new(k, activityRegularizer);

    /// <summary>
    /// Makes several values of each feature: itself, then <c>cos(2π w x + b) V + c</c>, a linear map of waves, each feature by weights of its own (PBLD, the numeric
    /// embedding of RealMLP: Holzmüller, Grinsztajn and Steinwart, "Better by default", 2024; after Gorishniy, Rubachev and Babenko, "On embeddings for numerical
    /// features in tabular deep learning", 2022). It puts out <c>width</c> values of the first feature, then those of the second, and so on.
    /// </summary>
    /// <remarks>Features are best on one scale. Directly behind <see cref="CategoryEmbedding"/> its vectors stay as they are, behind the values of the features. Waves of large frequencies tell more, and generalize less, than those of small ones.</remarks>
    /// <param name="frequencies">The waves of a feature, at least 1.</param>
    /// <param name="width">The values that a feature becomes, itself included, at least 2.</param>
    /// <param name="sigma">The standard deviation of <c>w</c> at first, finite and above 0; what matters most to tune.</param>
    /// <param name="activityRegularizer">The penalty on the output; <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static PeriodicEmbeddingLayer PeriodicEmbedding(
        int frequencies = 16, int width = 4, float sigma = 0.1f, ActivityRegularizer? activityRegularizer = null) =>
        new(frequencies, width, sigma, activityRegularizer);

    /// <summary>Puts out what it gets, and penalizes it. Keras's <c>ActivityRegularization</c>.</summary>
    /// <param name="activityRegularizer">The penalty.</param>
    /// <exception cref="ArgumentNullException"><paramref name="activityRegularizer"/> is <see langword="null"/>.</exception>
    public static ActivityRegularizationLayer ActivityRegularization(ActivityRegularizer activityRegularizer) =>
        new(activityRegularizer);

    /// <summary>Whether its output is an autoencoder's code.</summary>
    internal virtual bool IsCode => false;

    /// <summary>Whether its values are units that it computes: neither features that it prepares, nor in scoring just what it gets.</summary>
    internal virtual bool ComputesUnits => true;

    /// <summary>Whether its output is penalized.</summary>
    internal virtual bool IsPenalized => ActivityRegularizer != null;

    /// <summary>The function whose values are this layer's output; <see langword="null"/> where it ends in none.</summary>
    internal virtual Activation? OutputFunction => null;

    /// <summary>The same without what matters to training alone: layers of one computation take each other's weights.</summary>
    internal virtual Layer Computation => this with { ActivityRegularizer = null, StoredLearningRateFactor = null, StoredBiasLearningRateFactor = null };

    /// <summary>The same with nothing that it draws in training.</summary>
    internal virtual Layer WithoutNoise => this;

    /// <summary>All that it was made of, as messages tell it.</summary>
    internal string Text => RecordText.Of(this, nameof(Layer), PrintAll);

    /// <summary>As it is written: a name, and its values in parentheses.</summary>
    public sealed override string ToString() => Text;

    /// <summary>What messages call it.</summary>
    internal virtual string Kind => GetType().Name[..^nameof(Layer).Length];

    /// <summary>The rank of what it takes; <see langword="null"/> where it is not one alone.</summary>
    internal virtual int? InputRank => null;

    /// <summary>Whether it takes values of a rank.</summary>
    internal virtual bool TakesRank(int rank) => InputRank is not { } needed || rank == needed;

    /// <summary>The rank of what it makes of values that it takes.</summary>
    internal virtual int OutputRank(int inputRank) => inputRank;

    /// <summary>Whether it says which timesteps are masked for those after it.</summary>
    internal virtual bool MakesMask => false;

    /// <summary>Whether it compares or looks up what it gets, so that features have to come as they are, on no other scale.</summary>
    internal virtual bool ReadsExactValues => MakesMask;

    /// <summary>Whether it does so of all that it gets.</summary>
    internal virtual bool ReadsAllExactly => ReadsExactValues;

    /// <summary>Whether it leaves masked timesteps out, or computes each timestep by itself so that they stay masked.</summary>
    internal virtual bool TakesMask => false;

    /// <summary>
    /// Whether it has no weights, and puts out twice as much where it gets twice as much, value by value: a norm behind it holds as one before it.
    /// </summary>
    internal virtual bool KeepsProportions => false;

    /// <summary>The same, with a penalty on its kernel if it has a kernel and no penalty on it.</summary>
    internal virtual Layer WithDefault(KernelRegularizer? kernelRegularizer) => this;

    /// <summary>The units that pruning may leave out of; <see langword="null"/> where the layer stays as it is.</summary>
    internal virtual int? PrunableUnits => null;

    /// <summary>The same of channels, which are the units where there is one place; <see langword="null"/> where the layer stays as it is.</summary>
    internal virtual int? PrunableChannels => PrunableUnits;

    /// <summary>The same with another number of <see cref="PrunableChannels"/>.</summary>
    internal virtual Layer WithUnits(int units) => this;

    /// <summary>Whether it finds something out from the rows to train on before training begins. Such layers come before all others.</summary>
    internal virtual bool AdaptsToRows => false;

    /// <summary>Whether it moves features onto a scale that networks learn on.</summary>
    internal virtual bool ScalesFeatures => false;

    /// <summary>The same with the blocks of categories that the features column tells of, where it goes by those.</summary>
    /// <param name="found">The blocks, in ascending order.</param>
    /// <exception cref="ArgumentException">It needs some, and there are none.</exception>
    internal virtual Layer WithBlocks(IReadOnlyList<CategoryBlock> found) => this;

    /// <summary>The blocks of features that it replaces by vectors.</summary>
    internal virtual IReadOnlyList<CategoryBlock> ReplacedBlocks => [];

    /// <summary>The same as before it has found anything out.</summary>
    internal virtual Layer Unadapted => this;

    /// <summary>Finds out what it has to, where it <see cref="AdaptsToRows"/>.</summary>
    /// <param name="input">What it gets for rows to train on.</param>
    internal virtual Adapted Adapt(SampledColumns input) => throw new NotSupportedException();

    /// <summary>Calls what a visitor has for this kind of layer.</summary>
    internal abstract void Accept(ILayerVisitor visitor);
}
