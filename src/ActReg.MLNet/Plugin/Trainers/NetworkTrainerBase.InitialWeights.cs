using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Runtime;

namespace ActReg.MLNet;

public abstract partial class NetworkTrainerBase<TTransformer, TModel>
{
    /// <summary>The first weights to start from, which may be all; null to draw all.</summary>
    /// <param name="plan">The network to train.</param>
    /// <param name="columns">What it is to be trained on.</param>
    /// <param name="earlier">What <c>Fit</c> was given to go on from.</param>
    private IReadOnlyList<WeightTensor>? FindInitialWeights(NetworkPlan plan, TrainingColumns columns, TrainedNetwork? earlier)
    {
        if (Options.PretrainedLayers is { } pretrained)
        {
            Rule.ThrowIfBroken(
            [
                pretrained.Problem(plan.Input),
                pretrained.Features?.Problem(columns.Features, $"training set: column \"{FeatureColumn.Name}\""),
            ]);
            return pretrained.Weights;
        }

        if (earlier != null && earlier.Plan.OutputSize != plan.OutputSize)
            throw new ArgumentException($"modelParameters: the network has {earlier.Plan.OutputSize} classes, the labels {plan.OutputSize}; PretrainedLayers keeps all but the output layer.");
        var weights = earlier?.Weights ?? Options.InitialWeights;
        if (weights != null)
            Weights.CheckFit(plan, weights, earlier == null ? "initialWeights" : "modelParameters");
        return weights;
    }

    /// <param name="predictor">What <c>Fit</c> was given to go on from.</param>
    /// <param name="columns">What it is to be trained on now; its outputs are brought into the order of that label.</param>
    /// <returns>Its networks; none where there is nothing to go on from.</returns>
    private TrainedNetwork[] FindEarlierNetworks(IPredictor? predictor, TrainingColumns columns)
    {
        if (predictor == null)
            return [];
        var other = Options.InitialWeights != null ? "initialWeights" : Options.PretrainedLayers != null ? "pretrainedLayers" : null;
        if (other != null)
            throw Host.Except($"Fit was given a model to go on from, and the options have {other}; only one of the two may be.");
        var inner = (predictor as IWeaklyTypedCalibratedModelParameters)?.WeaklyTypedSubModel ?? predictor;
        if (inner is not IHasTrainedNetworks { Networks: var found })
            throw new ArgumentException(Rule.Broken("modelParameters", "must be a network of this plugin", predictor.GetType().Name));
        if (found.Count != MemberCount)
            throw new ArgumentException(Rule.Broken("modelParameters", $"must have as many networks as are trained, {MemberCount}", found.Count));
        return [.. found.Select(network => AsTrained(network.Network, columns))];
    }

    private TrainedNetwork AsTrained(TrainedNetwork found, TrainingColumns columns)
    {
        var network = PriorShift.AsTrained(Temperature.AsTrained(found));
        CheckMarks("training set", network.Columns ?? columns, columns);
        Rule.ThrowIfBroken([SeriesWindowRules.Differs(network.Window, Options.SeriesWindow, "the training of modelParameters")]);
        return network.Columns?.Label.Find(columns.Label) is { } order && order.Length == network.Plan.OutputSize
            ? network.WithOutputs(order) : network;
    }
}
