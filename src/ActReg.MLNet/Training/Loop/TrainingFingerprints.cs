using System.Text.Json;

namespace ActReg.MLNet;

/// <summary>The fingerprints of trainings.</summary>
internal static class TrainingFingerprints
{
    /// <summary>What a trained network tells of its training.</summary>
    public static TrainingFingerprint Of(NetworkPlan plan, TrainingSettings settings) => new(PartsOf(plan, settings));

    /// <param name="request">The training.</param>
    /// <param name="data">Its rows.</param>
    public static TrainingFingerprint Of(TrainingRequest request, TrainingData data)
    {
        var parts = PartsOf(request.Plan, request.Settings);
        parts["loss"] = request.Loss.GetType().Name;
        parts["training set"] = data.Train.Fingerprint;
        if (data.Validation != null)
            parts["validation set"] = data.Validation.Fingerprint;
        if (request.InitialWeights != null)
            parts[request.AreWeightsDerived ? TrainingFingerprint.DerivedWeights : "initialWeights"] = Checksum.Of(request.InitialWeights.Select(weight => weight.Values));
        return new TrainingFingerprint(parts);
    }

    private static SortedDictionary<string, string> PartsOf(NetworkPlan plan, TrainingSettings settings)
    {
        var parts = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["layers"] = JsonSerializer.Serialize(plan.Layers, NetworkJson.Options),
        };
        foreach (var (name, value) in JsonSerializer.SerializeToNode(settings, NetworkJson.Options)!.AsObject())
            parts[name] = value?.ToJsonString() ?? "null";
        if (plan.Input.Rank > 1)
            parts["inputShape"] = LayerShape.Text(plan.Input.ToInputArray());
        return parts;
    }
}
