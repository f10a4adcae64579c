using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace ActReg.MLNet;

public sealed partial class NetworkModelParameters : ICalculateFeatureContribution, IFeatureContributionMapper
{
    FeatureContributionCalculator ICalculateFeatureContribution.FeatureContributionCalculator => new(this);

    ValueMapper<TSrc, VBuffer<float>> IFeatureContributionMapper.GetFeatureContributionMapper<TSrc, TDst>(int top, int bottom, bool normalize) =>
        ContributionMapper.Create<TSrc>(this, top, bottom, normalize);
}
