namespace ActReg.MLNet;

public abstract partial record Layer
{
    /// <summary>
    /// A fully connected recurrent layer: from [timesteps, features] to the last output, [units], or all of them,
    /// [timesteps, units]; twice the units where it is bidirectional. Keras's <c>SimpleRNN</c>.
    /// </summary>
    /// <remarks><see cref="RecurrentLayer"/> has its formula and weights.</remarks>
    /// <param name="units">The outputs of a direction at each timestep, at least 1.</param>
    /// <param name="returnSequences">Whether to put out every timestep's outputs, so that recurrent layers can be stacked.</param>
    /// <param name="bidirectional">Whether a second network reads the sequence backwards; its outputs come after the first one's.</param>
    /// <param name="activityRegularizer">
    /// The penalty on the output, which is the last timestep's or all of them; <see langword="null"/> for none.
    /// </param>
    /// <param name="kernelRegularizer">The penalty on the kernel; <see langword="null"/> for the trainer's, if it has one.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="units"/> is less than 1.</exception>
    public static RecurrentLayer SimpleRnn(
        int units, bool returnSequences = false, bool bidirectional = false, ActivityRegularizer? activityRegularizer = null,
        KernelRegularizer? kernelRegularizer = null) =>
        new(RecurrentCell.SimpleRnn, units, returnSequences, bidirectional, activityRegularizer, kernelRegularizer);

    /// <summary>
    /// A gated recurrent unit (Cho et al., 2014): from [timesteps, features] to the last output, [units], or all of them,
    /// [timesteps, units]; twice the units where it is bidirectional. Keras's <c>GRU</c>.
    /// </summary>
    /// <inheritdoc cref="SimpleRnn"/>
    public static RecurrentLayer Gru(
        int units, bool returnSequences = false, bool bidirectional = false, ActivityRegularizer? activityRegularizer = null,
        KernelRegularizer? kernelRegularizer = null) =>
        new(RecurrentCell.Gru, units, returnSequences, bidirectional, activityRegularizer, kernelRegularizer);

    /// <summary>
    /// Long short-term memory (Hochreiter and Schmidhuber, 1997): from [timesteps, features] to the last output, [units], or all of
    /// them, [timesteps, units]; twice the units where it is bidirectional. Keras's <c>LSTM</c>.
    /// </summary>
    /// <inheritdoc cref="SimpleRnn"/>
    public static RecurrentLayer Lstm(
        int units, bool returnSequences = false, bool bidirectional = false, ActivityRegularizer? activityRegularizer = null,
        KernelRegularizer? kernelRegularizer = null) =>
        new(RecurrentCell.Lstm, units, returnSequences, bidirectional, activityRegularizer, kernelRegularizer);

    /// <summary>
    /// A vector, which is trained, for each of the numbers 0 to <c>valueCount - 1</c>: from [features], all of them such numbers, to
    /// [features, units]. The first layer only. Keras's <c>Embedding</c>.
    /// </summary>
    /// <remarks>A feature that is something else ends training and scoring with an exception that names it.</remarks>
    /// <param name="valueCount">How many numbers there are, at least 1; at least 2 with <paramref name="maskZero"/>.</param>
    /// <param name="units">The length of a number's vector, at least 1.</param>
    /// <param name="maskZero">
    /// Whether the number 0 is padding, which the layers that follow leave out as after <see cref="Masking"/>. Keras's <c>mask_zero</c>.
    /// </param>
    /// <param name="activityRegularizer">The penalty on the output; <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static EmbeddingLayer Embedding(
        int valueCount, int units, bool maskZero = false, ActivityRegularizer? activityRegularizer = null) =>
        new(valueCount, units, activityRegularizer, maskZero);

    /// <summary>
    /// Masks the timesteps whose features all equal a value, for sequences of different lengths that are padded to one: what follows
    /// leaves them out. The first layer only. Keras's <c>Masking</c>.
    /// </summary>
    /// <remarks>
    /// <para>Features are compared as they are when they come in, so a normalizer before the trainer must leave the value as it is. The layer
    /// itself puts out zeros for masked timesteps.</para>
    /// <para>As in Keras, a recurrent layer skips masked timesteps: outputs and state stay as they were, which returned sequences repeat
    /// (zeros before the first that is not masked). A global pooling takes the mean or the largest of the others (the latter not in Keras), or 0 where there is none. Dense,
    /// Activation, Dropout, LayerNorm and ActivityRegularization, which compute each timestep by itself, leave the mask as it is. All other
    /// layers cannot follow, until one of the former makes units of the sequence.</para>
    /// <para>Unlike Keras's, an activity penalty is on what is not masked only, and of a temporal one the differences of two such neighbours. What
    /// the sum is divided by stays: rows, or rows, timesteps and units; a Kullback-Leibler penalty's means are over the rows that have the timestep.
    /// Shares of zeros are of what is not masked.</para>
    /// </remarks>
    /// <param name="maskValue">What all features of a masked timestep are, finite; 0, as in Keras.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maskValue"/> is not finite.</exception>
    public static MaskingLayer Masking(float maskValue = 0) => new(maskValue);
}
