namespace ActReg.MLNet;

public abstract partial class EnsembleModelParametersBase<TOutput, TMember> : IExplainedModel
{
    int IExplainedModel.FeatureCount => InputSize;

    bool IExplainedModel.CanRead(ReadOnlySpan<float> features)
    {
        foreach (var member in Members)
        {
            if (!member.Network.Plan.CanRead(features))
                return false;
        }

        return true;
    }

    ScorePath IExplainedModel.CreatePath(int capacity) => new([.. Members.Select(member => member.CreatePathNetwork(capacity))], MeanOfScores, capacity);
}
