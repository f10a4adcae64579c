namespace ActReg.MLNet;

public abstract partial class NetworkModelParametersBase<TOutput> : IExplainedModel
{
    int IExplainedModel.FeatureCount => InputSize;

    bool IExplainedModel.CanRead(ReadOnlySpan<float> features) => Network.Plan.CanRead(features);

    ScorePath IExplainedModel.CreatePath(int capacity) => new([CreatePathNetwork(capacity)], MemberMean.Values, capacity);

    /// <summary>What follows the network's scores where features change.</summary>
    /// <param name="capacity">The most points at a time.</param>
    /// <exception cref="NotSupportedException">They cannot be followed.</exception>
    internal PathNetwork CreatePathNetwork(int capacity) => PathNetwork.Problem(Network) is { } problem
        ? throw new NotSupportedException($"Contributions of features need a network with a slope by its features; this one {problem}.")
        : new PathNetwork(Network, new ScoredOutputs(ScoredLoss, Network.LabelScales), capacity);

    /// <summary>What makes scores of what the network puts out; <see langword="null"/> where these are the scores.</summary>
    private protected virtual Loss? ScoredLoss => Network.Settings.RegressionObjective(OutputCount);
}
