using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;

namespace ActReg.MLNet;

/// <summary>To predict several quantiles of a number at once, by the mean of their pinball losses.</summary>
internal sealed class QuantileTrainerTask : VectorTrainerTask
{
    public override NetworkTask Task => NetworkTask.Quantiles;

    public override SchemaShape.Column Label(string name) => TrainerUtils.MakeR4ScalarColumn(name);

    public override Loss CreateLoss(ActivityRegularizedOptionsBase options, RoleMappedSchema schema) => new QuantileObjective(options.Quantiles!);

    public override LabelScales? FindLabelScales(ActivityRegularizedOptionsBase options, LabelStatistics labels) =>
        RegressionLabels.Scales(options, RegressionLoss.Quantile(options.Quantiles![0]), labels);

    public override IReadOnlyList<float>? FindFirstOutputs(ActivityRegularizedOptionsBase options, LabelStatistics labels, LabelScales? scales)
    {
        var quantiles = labels.Targets[0].Sample.Quantiles([.. options.Quantiles!.Select(share => (double)share)]);
        return scales == null ? quantiles : [.. quantiles.Select(scales.Each[0].Standardize)];
    }

    public override void CheckLabels(IChannel channel, LabelStatistics labels, LabelMarks marks) =>
        WarnIfAllTheSame(channel, labels, label => label);
}
