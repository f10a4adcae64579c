namespace ActReg.MLNet;

/// <summary>
/// By how much class weights moved a network's probabilities: trained on rows that weigh <c>w_c</c> times as much, it puts out
/// <c>w_c p_c / Σ w_k p_k</c> for a row of probabilities <c>p_c</c>, so that each class's logit is <c>ln w_c</c> too high
/// (C. Elkan, "The foundations of cost-sensitive learning", 2001; G. King and L. Zeng, "Logistic regression in rare events data", 2001,
/// "prior correction").
/// </summary>
/// <param name="weights">Those of the classes.</param>
internal sealed class PriorShift(IReadOnlyList<float> weights)
{
    /// <summary>Whether the data's probabilities can be had back: of a class without weight nothing was learned.</summary>
    public bool CanBeUndone => weights.All(weight => weight > 0);

    /// <summary>Of two classes, what was added to the second's log odds.</summary>
    public double LogOdds => Math.Log((double)weights[1] / weights[0]);

    /// <summary>The same network with the logits of the data's own probabilities.</summary>
    /// <param name="network">One whose last step is dense, as that of all trainers is.</param>
    public TrainedNetwork Undo(TrainedNetwork network) =>
        Shifted(network, -1) with { Settings = network.Settings with { UndoneClassWeights = new ValueList<float>(weights) } };

    /// <summary>A network as it was trained, before what class weights did to its probabilities was undone.</summary>
    public static TrainedNetwork AsTrained(TrainedNetwork network) => network.Settings.UndoneClassWeights is { } weights
        ? new PriorShift(weights).Shifted(network, 1) with { Settings = network.Settings with { UndoneClassWeights = null } } : network;

    private TrainedNetwork Shifted(TrainedNetwork network, int sign)
    {
        WeightTensor[] all = [.. network.Weights];
        var (bias, ofOutputs) = network.Plan.OutputBias(weights);
        all[bias] = all[bias] with { Values = [.. all[bias].Values.Zip(ofOutputs, (value, weight) => (float)(value + sign * Math.Log(weight)))] };
        return network with { Weights = all };
    }
}
