namespace ActReg.MLNet;

/// <summary>What a model scores for what its network puts out for a row, and the derivatives of that.</summary>
/// <param name="loss">What says how outputs are read; null for as they are.</param>
/// <param name="labelScales">What undoes the standardization of labels; null where they were not standardized.</param>
internal sealed class ScoredOutputs(Loss? loss, LabelScales? labelScales)
{
    /// <summary>Makes of outputs scores, in the same place.</summary>
    public void ToScores(Span<float> outputs)
    {
        loss?.ToScores(outputs);
        labelScales?.Undo(outputs);
        labelScales?.Bound(outputs);
    }

    /// <summary>Makes of the derivatives of something by the scores those by the outputs, in the same place.</summary>
    /// <param name="outputs">The outputs.</param>
    /// <param name="slopes">As many derivatives.</param>
    public void ToOutputSlopes(ReadOnlySpan<float> outputs, Span<float> slopes)
    {
        var scores = outputs.ToArray();
        loss?.ToScores(scores);
        labelScales?.ToOutputSlopes(scores, slopes);
        loss?.ToOutputSlopes(outputs, slopes);
    }
}
