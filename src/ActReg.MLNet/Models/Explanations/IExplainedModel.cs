namespace ActReg.MLNet;

/// <summary>A model whose scores features contribute to.</summary>
internal interface IExplainedModel
{
    /// <summary>The features of a row.</summary>
    int FeatureCount { get; }

    /// <summary>Whether a row can be scored.</summary>
    bool CanRead(ReadOnlySpan<float> features);

    /// <summary>What follows its scores where features change.</summary>
    /// <param name="capacity">The most points at a time.</param>
    /// <exception cref="NotSupportedException">A network's scores cannot be followed.</exception>
    ScorePath CreatePath(int capacity);
}
