using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;

namespace ActReg.MLNet;

public abstract partial record Layer
{
    /// <summary>What the learning rate is multiplied by for this layer's weights: 1 by default, 0 where they are frozen.</summary>
    [JsonIgnore]
    public float LearningRateFactor => StoredLearningRateFactor ?? 1;

    /// <summary>The same, <see langword="null"/> for 1: files of earlier builds have none.</summary>
    [JsonInclude]
    [JsonPropertyName("learningRateFactor")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    internal float? StoredLearningRateFactor
    {
        get;
        init => field = value is { } factor ? Require.NotNegative(factor, "learningRateFactor") : null;
    }

    /// <summary>
    /// What the learning rate is multiplied by for what this layer adds, its biases and a normalization's <c>beta</c>: by default <see cref="LearningRateFactor"/>.
    /// </summary>
    [JsonIgnore]
    public float BiasLearningRateFactor => StoredBiasLearningRateFactor ?? LearningRateFactor;

    /// <summary>The same, <see langword="null"/> for that of the other weights: files of earlier builds have none.</summary>
    [JsonInclude]
    [JsonPropertyName("biasLearningRateFactor")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    internal float? StoredBiasLearningRateFactor
    {
        get;
        init => field = value is { } factor ? Require.NotNegative(factor, "biasLearningRateFactor") : null;
    }

    /// <summary>
    /// The same layer, whose weights training leaves as they are, bit for bit: they have no gradient, do not decay, and count in no clipped norm. Gradients pass
    /// through, so that its activity penalty still acts on layers before it; its kernel penalty is left out. Keras's <c>trainable = False</c>.
    /// </summary>
    /// <remarks>
    /// Batch normalization then normalizes by its moving averages in training too, and leaves them as they are; so does <see cref="BatchTopK"/> with
    /// its threshold. Layers without weights stay as they were: dropout still drops.
    /// </remarks>
    public Layer Frozen() => WithLearningRateFactor(0);

    /// <summary>
    /// The same layer, whose weights learn faster or slower than others: by the learning rate times a factor, weight decay included. 0 is <see cref="Frozen"/>.
    /// </summary>
    /// <remarks>Moving averages follow the batches whatever the factor, unless it is 0.</remarks>
    /// <param name="factor">Finite and at least 0.</param>
    /// <param name="biasFactor">
    /// The same for what the layer adds, its biases and a normalization's <c>beta</c>, finite and at least 0; <see langword="null"/> for <paramref name="factor"/>.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public Layer WithLearningRateFactor(float factor, float? biasFactor = null) => this with
    {
        StoredLearningRateFactor = Require.NotNegative(factor) is 1 ? null : factor,
        StoredBiasLearningRateFactor = biasFactor is { } own && Require.NotNegative(own, nameof(biasFactor)) != factor ? own : null,
    };

    /// <summary>Nothing here: a layer's own values are told before those that all layers have.</summary>
    protected virtual bool PrintMembers(StringBuilder builder) => false;

    private bool PrintAll(StringBuilder builder)
    {
        // RecordText leaves out what has no value.
        var separator = PrintMembers(builder) ? ", " : "";
        builder.Append(CultureInfo.InvariantCulture, $"{separator}{nameof(ActivityRegularizer)} = {ActivityRegularizer}, ");
        builder.Append(CultureInfo.InvariantCulture, $"{nameof(LearningRateFactor)} = {StoredLearningRateFactor}, ");
        builder.Append(CultureInfo.InvariantCulture, $"{nameof(BiasLearningRateFactor)} = {StoredBiasLearningRateFactor}");
        return true;
    }
}
