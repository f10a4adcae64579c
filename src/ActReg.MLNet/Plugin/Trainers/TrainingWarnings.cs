using System.Globalization;
using Microsoft.ML.Runtime;

namespace ActReg.MLNet;

/// <summary>Warns of what trains, but seldom as it is meant.</summary>
/// <param name="channel">Where warnings go.</param>
internal sealed class TrainingWarnings(IChannel channel)
{
    private const int MostFeaturesShown = 3;

    /// <summary>How far off its window a label may lie without a word; one that follows a line, the window's length ahead, lies less than six spreads off.</summary>
    private const float MostSpreads = 100;

    /// <summary>The share of the variance that one of several features may have without a word, and how many must have some.</summary>
    private const double MostVarianceOfOne = 0.9;
    private const int FewestFeatures = 3;

    /// <summary>The share of a code's units that may be dead without a word.</summary>
    private const double MostDeadUnits = 0.1;

    /// <summary>The share of the units that are to be on by which more or fewer may be without a word.</summary>
    private const double MostOffTarget = 0.2;

    /// <summary>Of labels that windows leave far off, so that few rows decide what is learned.</summary>
    /// <param name="labels">Those of the rows to train on.</param>
    public void OfWindows(LabelStatistics labels)
    {
        var farthest = labels.Targets.Max(target => target.Farthest);
        if (farthest > MostSpreads)
        {
            channel.Warning(
                "A label lies {0:g3} spreads off the mean of its row's series window. Windows must be of the label's own series, in its units; of some that hardly vary, longer ones, or "
                + "RegressionLoss.MeanAbsoluteError or Huber, make less.", farthest);
        }
    }

    /// <summary>Of a hidden layer that looks like the output layer, which the trainer adds itself.</summary>
    public void OfLayers(NetworkPlan plan)
    {
        if (LayerShape.KerasOrder(plan.Input.ToInputArray()) is { } order)
            channel.Warning("The features are taken for an image of {0} channels, each {1} x {2}. {3}", plan.Input.Channels, plan.Input.Height, plan.Input.Width, order);
        if (plan.Layers.Count < 2 || plan.Layers[^2].PrunableUnits != plan.OutputSize)
            return;
        // As many units as classes are no rarity; without a function that has units off they are meant as scores.
        if (plan.OutputSize == 1 || plan.Layers[^2].OutputFunction?.HasOffUnits != true)
        {
            channel.Warning(
                "The last of the layers, layers[{0}], has {1} unit(s), like an output layer. The trainer adds the output layer by itself: leave yours out.",
                plan.Layers.Count - 2, plan.OutputSize);
        }
    }

    /// <summary>Of features that are not on a scale that networks learn on, or are on another one in the validation set.</summary>
    /// <param name="data">Both sets.</param>
    /// <param name="isScaled">Whether the network scales them by itself.</param>
    /// <param name="marks">What the column says of itself.</param>
    /// <param name="column">Its name.</param>
    public void OfFeatures(TrainingData data, bool isScaled, FeatureMarks marks, string column)
    {
        var train = data.Train.SummarizeFeatures();
        if (!isScaled && train.OffScale() is { Count: > 0 } features)
        {
            channel.Warning(
                "{0} of the {1} features are on a scale that networks hardly learn on: {2}. {3}", features.Count, train.FeatureCount,
                Shown(features, i => Text(train, i)), marks.IsNormalized
                    ? $"They are normalized, but NormalizeMeanVariance leaves 0 where it is unless it is told otherwise: NormalizeMeanVariance(\"{column}\", fixZero: false)."
                    : $"Normalize them: NormalizeMeanVariance(\"{column}\", fixZero: false), which also moves their mean to 0.");
        }

        var validation = data.Validation?.SummarizeFeatures();
        if (validation != null && train.OutOfProportion(validation) is { Count: > 0 } others)
        {
            channel.Warning(
                "{0} of the {1} features are on another scale in the validation set: {2}. Give it what the transforms before the trainer make of it.",
                others.Count, train.FeatureCount, Shown(others, i => $"{Text(validation, i)} instead of {Text(train, i)}"));
        }

        string Text(FeatureRanges ranges, int feature) => FormattableString.Invariant($"{ranges[feature].Lowest:g6} to {ranges[feature].Highest:g6}");

        string Shown(IReadOnlyList<int> features, Func<int, string> text) => string.Join(
            ", ", features.Take(MostFeaturesShown).Select(i => $"{(marks.SlotNames?[i] is { Length: > 0 } name ? name : $"slot {i}")} from {text(i)}"));
    }

    /// <summary>Of a mask that masks nothing, and of features off scale where others' advice would move the padding.</summary>
    /// <param name="timesteps">Of the rows to train on.</param>
    /// <param name="mask">The mask.</param>
    /// <param name="column">The features' name.</param>
    /// <param name="areNumbers">Whether features are numbers that an embedding looks up, so that they have no scale.</param>
    public void OfTimesteps(TimestepRanges timesteps, TimestepMask mask, string column, bool areNumbers)
    {
        if (timesteps.Masked == 0)
        {
            channel.Warning(
                "No timestep of the {0} training rows looked at is masked, as those would be whose features all are {1}. "
                + "If rows are padded, transforms before the trainer have moved the padding: {2}.", timesteps.Rows, mask.Value, areNumbers
                    ? "keep this number for it, and count values from another"
                    : $"normalize before rows are padded, or by NormalizeMeanVariance(\"{column}\"), which keeps 0, not with fixZero: false");
        }

        if (areNumbers || timesteps.Features.Rows == 0 || timesteps.Features.OffScale() is not { Count: > 0 } features)
            return;
        channel.Warning(
            "{0} of the {1} features of a timestep are on a scale that networks hardly learn on: {2}. Normalize them in a way that leaves the padding where it is: before rows are padded, or "
            + "by NormalizeMeanVariance(\"{3}\"), which keeps 0.", features.Count, mask.Features,
            string.Join(", ", features.Take(MostFeaturesShown).Select(i => FormattableString.Invariant(
                $"feature {i} from {timesteps.Features[i].Lowest:g6} to {timesteps.Features[i].Highest:g6}"))), column);
    }

    /// <summary>Of batches of a single row, from which nothing is learned where rows of a batch are compared.</summary>
    public void OfLastBatch(NetworkPlan plan, long rows, int batchSize)
    {
        if (rows % batchSize == 1 && plan.Steps.Any(step => step.FewestRows > 1))
        {
            channel.Warning(
                "The last batch of each epoch has a single row, which batch normalization makes nothing of: another batchSize than {0} leaves more.", batchSize);
        }
    }

    /// <summary>Of features without any variance, or nearly all of whose variance is one's, so that a loss over all of them hardly sees the others.</summary>
    /// <param name="moments">Of the rows to train on.</param>
    /// <param name="marks">What the column says of itself.</param>
    /// <param name="column">Its name.</param>
    public void OfSpreads(FeatureMoments moments, FeatureMarks marks, string column)
    {
        double[] variances = [.. moments.Means.ToArray().Select((mean, i) => moments.MeanSquare(i, mean))];
        var (largest, all) = (variances.Max(), variances.Sum());
        if (!moments.Vary)
            channel.Warning("Column \"{0}\" has the same features in every row, of which a code has nothing to tell.", column);
        if (variances.Count(variance => variance > 0) < FewestFeatures || largest < MostVarianceOfOne * all)
            return;
        var feature = Array.IndexOf(variances, largest);
        channel.Warning(
            "{0} has {1} of the variance of all {2} features, so that the code hardly tells the others. Normalize them if they are in different units: NormalizeMeanVariance(\"{3}\", fixZero: false).",
            marks.SlotNames?[feature] ?? $"slot {feature}", (largest / all).ToString("0.0%", CultureInfo.InvariantCulture), variances.Length, column);
    }

    /// <summary>Of a code many of whose units are dead.</summary>
    /// <param name="network">The autoencoder; one that counts the rows since units were on.</param>
    /// <param name="rows">The rows of an epoch.</param>
    public void OfCode(TrainedNetwork network, long rows)
    {
        foreach (var counts in network.Plan.Weights.Zip(network.Weights).Where(weight => weight.First.Role == WeightRole.RowsSinceActive).Select(weight => weight.Second.Values))
        {
            var dead = counts.Count(count => count >= rows);
            if (dead > MostDeadUnits * counts.Length)
            {
                channel.Warning(
                    "{0} of the {1} units of the code were on for no row of the last epoch. A larger batchSize, a smaller learningRate or a smaller codeSize leaves fewer dead.",
                    dead, counts.Length);
            }
        }
    }

    /// <summary>Of reconstructions that are worse than the mean, and of thresholds by which many more or fewer units are on than are to be.</summary>
    /// <param name="result">Of an autoencoder's training.</param>
    /// <param name="sparsity">The code's.</param>
    public void OfReconstruction(TrainingResult result, CodeSparsity sparsity)
    {
        if (result.ModelEpoch is not { } epoch)
            return;
        // Losses are in units of the data's variance.
        if (epoch.DataLoss > 1)
        {
            channel.Warning(
                "The reconstruction is worse than the rows' mean: a data loss of {0} in epoch {1}, where the mean's is 1. More epochs, another learningRate or fewer units that are on usually help.",
                epoch.DataLoss.ToString("g3", CultureInfo.InvariantCulture), epoch.Epoch);
        }

        var plan = result.Network.Plan;
        if (sparsity.TargetOfThresholds is not { } target || epoch.Activities.FirstOrDefault(layer => plan.Layers[layer.LayerIndex].IsCode) is not { Strength: > 0 } code)
            return;
        var on = plan.LayerShapes[code.LayerIndex].Size * (1 - code.ZeroFraction);
        if (Math.Abs(on - target) > MostOffTarget * target)
        {
            channel.Warning(
                "On average {0} units of the code were on per row in epoch {1}, not the {2} of {3}: it takes more epochs, or another strength or bandwidth.",
                on.ToString("0.##", CultureInfo.InvariantCulture), epoch.Epoch, target.ToString(CultureInfo.InvariantCulture), sparsity);
        }
    }

    /// <summary>Of a decoder whose columns are not held at norm 1 although the code's sparsity has them so.</summary>
    /// <param name="plan">The autoencoder.</param>
    /// <param name="sparsity">The code's.</param>
    public void OfNorms(NetworkPlan plan, CodeSparsity sparsity)
    {
        if (sparsity.HasUnitNorm && plan.Weights.All(weight => weight.Role != WeightRole.Dictionary))
        {
            channel.Warning("The decoder's columns are not held at norm 1: behind the code no dense layer comes first. Begin the decoder with Layer.Dense.");
        }
    }

    /// <summary>Of a time limit that was over before every row was trained on once.</summary>
    public void OfTime(TrainingResult result)
    {
        if (result.EpochsInTime is < 1 and { } epochs)
        {
            channel.Warning(
                "The timeLimit, {0}, was over after {1} of the first epoch, so that the other rows were not trained on. A longer one, a larger batchSize or a smaller network has more of them seen.",
                result.TimeLimit!, epochs.ToString("0.0%", CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Of early stopping that never began to watch, and of layers whose outputs have all become 0.</summary>
    /// <param name="result">The training's.</param>
    /// <param name="penaltyOption">The option that penalizes outputs.</param>
    public void OfResult(TrainingResult result, string penaltyOption)
    {
        OfTime(result);
        if (result is { NeverWatched: true, IsCancelled: false })
        {
            channel.Warning(
                "EarlyStopping never began to watch: its startEpoch lies beyond the last epoch, or the activityPenaltySchedule did not come to where it "
                + "leads. The model has the weights of the last epoch.");
        }

        else if (result is { IsCancelled: false, UnreachedSchedule: { } schedule })
        {
            channel.Warning(
                "The activityPenaltySchedule, {0}, did not come to where it leads in the {1} epochs of training: it takes more of them, or the layers "
                + "are as sparse as it can make them.", schedule, result.History.Count);
        }

        foreach (var layer in result.History.Count == 0 ? [] : result.History[^1].Activities.Where(layer => layer.ZeroFraction == 1))
        {
            channel.Warning(
                "Layer {0} is dead: in the last epoch all its outputs were 0 on every row, so that what comes before it learns nothing. A weaker {1}, "
                + "or ActivityPenaltySchedule.WarmUp, usually helps.", layer.LayerIndex, penaltyOption);
        }
    }
}
