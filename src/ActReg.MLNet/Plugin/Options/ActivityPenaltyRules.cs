namespace ActReg.MLNet;

/// <summary>What activity regularizers and their schedule ask of the other options.</summary>
internal static class ActivityPenaltyRules
{
    /// <summary>The rules; options that are missing altogether are others' to tell of.</summary>
    public static IEnumerable<string?> Of(ActivityRegularizedOptionsBase options)
    {
        (int Index, Layer Layer)[] penalized =
            [.. (options.Layers ?? []).Index().Where(layer => layer.Item?.ActivityRegularizer != null)];
        return
        [
            .. penalized.Select(layer => Placed(layer.Layer, $"layers[{layer.Index}]")),
            .. Scheduled(penalized, options),
        ];
    }

    /// <summary>What an activity regularizer asks of the layer that carries it.</summary>
    public static string? Placed(Layer layer, string name) =>
        layer.ActivityRegularizer?.RateRule is { } rule && layer.OutputFunction?.IsRate != true
            ? Rule.Broken(name, rule, End(layer)) : layer.ActivityRegularizer?.Incompleteness(name);

    private static IEnumerable<string?> Scheduled((int Index, Layer Layer)[] penalized, ActivityRegularizedOptionsBase options) =>
        options.ActivityPenaltySchedule switch
        {
            null => [],
            _ when penalized.Length == 0 =>
                [Rule.Broken("activityPenaltySchedule", "must come with a layer that has an activity regularizer", options.ActivityPenaltySchedule)],
            { CountsZeros: true } schedule => penalized.Select(layer =>
                Countable(layer.Layer, $"layers[{layer.Index}]") ?? (options.FeatureShape == null ? Reachable(layer.Layer, schedule) : null)),
            _ => [],
        };

    private static string? Countable(Layer layer, string name) => layer.OutputFunction?.HasOffUnits == true
        ? null : Rule.Broken(name, "must end in Activation.Relu for a penalty schedule that counts zeros", End(layer));

    // Of sequences and images, a row has the units several times.
    private static string? Reachable(Layer layer, ActivityPenaltySchedule schedule) =>
        schedule.MostActiveUnits is { } most && layer.PrunableUnits is { } units && most >= units ? Rule.Broken(
            "activityPenaltySchedule", $"must ask for fewer active units than the {units} of each layer that it steers", schedule) : null;

    private static object End(Layer layer) => layer.OutputFunction ?? (object)layer;
}
