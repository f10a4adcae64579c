using System.Text.Json;

namespace ActReg.MLNet;

/// <summary>The fingerprints of trainings.</summary>
internal static class TrainingFingerprints
{
    /// <param name="request">The training.</param>
    /// <param name="data">Its rows.</param>
    public static TrainingFingerprint Of(TrainingRequest request, TrainingData data)
    {
        var plan = request.Plan;
        var parts = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["layers"] = JsonSerializer.SerializeToNode(plan.Layers, NetworkJson.Options)!.ToJsonString(),
            ["loss"] = request.Loss.GetType().Name,
            ["training set"] = data.Train.Fingerprint,
        };
        foreach (var (name, value) in JsonSerializer.SerializeToNode(request.Settings, NetworkJson.Options)!.AsObject())
            parts[name] = value?.ToJsonString() ?? "null";
        if (plan.Input.Rank > 1)
            parts["inputShape"] = LayerShape.Text(plan.Input.ToInputArray());
        if (data.Validation != null)
            parts["validation set"] = data.Validation.Fingerprint;
        if (request.InitialWeights != null)
            parts["initialWeights"] = Checksum.Of(request.InitialWeights.Select(weight => weight.Values));
        return new TrainingFingerprint(parts);
    }
}
