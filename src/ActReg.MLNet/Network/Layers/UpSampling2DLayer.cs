using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>Repeats each row and column of an image; made by <see cref="Layer.UpSampling2D"/>. There are no weights.</summary>
public sealed record UpSampling2DLayer : UpSamplingLayer
{
    [JsonConstructor]
    internal UpSampling2DLayer(Size2D size, ActivityRegularizer? activityRegularizer)
        : base(activityRegularizer) => Size = Size2D.RequireAtLeastOne(size);

    /// <summary>The rows and columns that one becomes.</summary>
    public Size2D Size { get; }

    internal override Size2D Places => Size;

    internal override int? InputRank => 3;
}
