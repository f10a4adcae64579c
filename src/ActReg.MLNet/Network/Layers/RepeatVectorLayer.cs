using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>Makes a sequence of units, the same at each timestep; made by <see cref="Layer.RepeatVector"/>. There are no weights.</summary>
public sealed record RepeatVectorLayer : Layer
{
    [JsonConstructor]
    internal RepeatVectorLayer(int n, ActivityRegularizer? activityRegularizer)
        : base(activityRegularizer) => N = Require.AtLeast(1, n);

    /// <summary>The timesteps.</summary>
    public int N { get; }

    internal override int? InputRank => 1;

    internal override int OutputRank(int inputRank) => 2;

    internal override void Accept(ILayerVisitor visitor) => visitor.Visit(this);
}
