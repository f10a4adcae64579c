namespace ActReg.MLNet;

/// <summary>What the layers of a network ask of each other, of the features and of the engine.</summary>
internal static class NetworkRules
{
    private const string ShapeRemedy = "The option InputShape of ActivityRegularizedNetwork lays a shape over the features.";

    /// <summary>The rules, as far as they can be known before any data.</summary>
    public static IEnumerable<string?> Of(ActivityRegularizedOptionsBase options)
    {
        var shape = options.FeatureShape;
        var shapeProblem = shape == null ? null : LayerShape.InputProblem(shape);
        if (options.Layers == null || options.Layers.Any(layer => layer == null))
        {
            return
            [
                shapeProblem, Rule.Present(options.Layers, "layers"),
                .. (options.Layers ?? []).Select((layer, i) => Rule.Present(layer, $"layers[{i}]")),
            ];
        }

        if (options.LayersProblem is { } missing)
            return [shapeProblem, missing];
        var countProblem = NetworkPlanner.CountProblem(options.Layers.Count + 1);
        if (shapeProblem != null || countProblem != null)
            return [shapeProblem, countProblem];
        var (plan, problem) = shape == null ? TryAnySize(options.Layers) : Try(LayerShape.OfInput(shape), options.Layers);
        if (problem != null && shape != null && LayerShape.KerasOrder(shape) is { } order)
            problem = $"{problem} {order}";
        return plan == null ? [problem] : [TorchOnly.Problem(TorchOnly.In(plan), options.Engine), BatchSizeProblem(plan, options.BatchSize)];
    }

    private static string? BatchSizeProblem(NetworkPlan plan, int? batchSize)
    {
        var step = plan.Steps.MaxBy(step => step.FewestRows)!;
        return batchSize is null or < 1 || batchSize >= step.FewestRows ? null : Rule.Broken(
            "batchSize", $"must be at least {step.FewestRows}, since layers[{step.LayerIndex}], {plan.Layers[step.LayerIndex].GetType().Name}, "
            + "compares the rows of a batch", batchSize);
    }

    /// <summary>A network with its output layer.</summary>
    /// <param name="input">The features of a row.</param>
    /// <param name="layers">All layers, of which the last one puts out what is judged.</param>
    /// <param name="kernelRegularizer">The penalty on kernels that have none of their own.</param>
    /// <exception cref="ArgumentException">A layer does not take what the one before puts out, or the network is too large.</exception>
    public static NetworkPlan WithOutput(LayerShape input, IReadOnlyList<Layer> layers, KernelRegularizer? kernelRegularizer = null)
    {
        var plan = NetworkPlanner.Plan(input, [.. layers.Select(layer => layer.WithDefault(kernelRegularizer))]);
        var hidden = layers.Count == 1 ? input : plan.LayerShapes[^2];
        return !LayerMembers.Are(layers) && LayerRanks.OutputProblem(hidden.Rank, hidden) is { } problem ? throw new ArgumentException(problem) : plan;
    }

    /// <summary>The network, or why there is none.</summary>
    private static (NetworkPlan? Plan, string? Problem) Try(LayerShape input, IReadOnlyList<Layer> layers)
    {
        try
        {
            // The output layer has as many outputs as the label asks for, and fits whatever their number.
            return (WithOutput(input, [.. layers, LayerMembers.Output(layers, units: 1, MemberMean.Values)]), null);
        }
        catch (ArgumentException e)
        {
            return (null, e.Message);
        }
    }

    /// <summary>
    /// A network of the layers over so many features that they fit, since what they ask of the engine does not depend on it; or why there
    /// can be none. Nothing where it takes features in a number that is not tried.
    /// </summary>
    private static (NetworkPlan? Plan, string? Problem) TryAnySize(IReadOnlyList<Layer> layers)
    {
        if (LayerRanks.Problem(inputRank: 1, layers) is { } problem)
            return (null, WantsShape(layers) ? $"{problem} {ShapeRemedy}" : problem);
        if (LayerMasks.Problem(layers) is { } maskProblem)
            return (null, maskProblem);
        for (var features = 1; features <= AlignedBuffer.MaxLength / 2; features *= 2)
        {
            if (Try(features, layers).Plan is { } plan)
                return (plan, null);
        }

        return (null, null);
    }

    /// <summary>Whether a layer asks for a sequence or an image where there are only the features, or units.</summary>
    private static bool WantsShape(IEnumerable<Layer> layers)
    {
        foreach (var layer in layers)
        {
            if (!layer.TakesRank(1))
                return true;
            if (layer.OutputRank(1) != 1)
                return false;
        }

        return false;
    }
}
