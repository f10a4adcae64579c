namespace ActReg.MLNet;

/// <summary>A network's weights in their public form: layer by layer, in Keras's order and layouts.</summary>
internal static class Weights
{
    /// <summary>Weights that are all zero.</summary>
    public static IReadOnlyList<WeightTensor> Zeros(NetworkPlan plan) => [.. plan.Weights.Select(Zeros)];

    /// <summary>The weights that training begins with: <see cref="Initializers"/>.</summary>
    public static IReadOnlyList<WeightTensor> Initialize(NetworkPlan plan, RandomState random)
    {
        var weights = new List<WeightTensor>();
        WeightTensor? encoder = null;
        foreach (var place in plan.Weights)
        {
            var weight = Zeros(place);
            if (place.Role is WeightRole.DecoderKernel or WeightRole.Dictionary && encoder != null && encoder.Shape.Reverse().SequenceEqual(place.Shape))
                Initializers.Transpose(encoder, weight);
            else if (place.Initializer is { } initializer)
                initializer.Fill(weight.Values, weight.Shape, random);
            else
                Initializers.Fill(weight, place.Role, random);
            encoder = place.Role == WeightRole.EncoderKernel ? weight : encoder;
            weights.Add(weight);
        }

        return weights;
    }

    /// <summary>The first weights of a network as they are given, and the others as <see cref="Initialize(NetworkPlan, RandomState)"/> draws them.</summary>
    /// <param name="plan">The network; one whose last step is dense, where there are <paramref name="lastBias"/>.</param>
    /// <param name="given">Those that are given.</param>
    /// <param name="random">What draws the others.</param>
    /// <param name="lastBias">What the last step's bias is, where it is not given; null for zeros.</param>
    public static IReadOnlyList<WeightTensor> Complete(
        NetworkPlan plan, IReadOnlyList<WeightTensor> given, RandomState random, IReadOnlyList<float>? lastBias = null)
    {
        if (given.Count == plan.Weights.Count)
            return given;
        WeightTensor[] all = [.. given, .. Initialize(plan, random).Skip(given.Count)];
        if (lastBias != null && plan.OutputBias(lastBias) is var (bias, values) && bias >= given.Count)
            all[bias] = all[bias] with { Values = values };
        return all;
    }

    /// <exception cref="ArgumentException">
    /// Weights have other shapes than a network's, or are too many or too few; or a statistic is negative that cannot be.
    /// </exception>
    public static void CheckFit(NetworkPlan plan, IReadOnlyList<WeightTensor> weights, string name)
    {
        if (weights.Count != plan.Weights.Count)
            throw new ArgumentException(Rule.Broken(name, $"must have {plan.Weights.Count} entries for this network", weights.Count));
        for (var i = 0; i < weights.Count; i++)
        {
            var place = plan.Weights[i];
            if (!weights[i].Shape.AsSpan().SequenceEqual(place.Shape))
                throw new ArgumentException(Rule.Broken($"{name}[{i}] ({place.Name})", $"must have shape {Text(place.Shape)}", Text(weights[i].Shape)));
            if (weights[i].Values.Length != place.Count)
                throw new ArgumentException(Rule.Broken($"{name}[{i}] ({place.Name})", $"must have {place.Count} values", weights[i].Values.Length));
            if (NegativeStatistic(place, weights[i]) is { } value)
                throw new ArgumentException(Rule.Broken($"{name}[{i}] ({place.Name})", "must have no negative value", value));
        }
    }

    /// <summary>What is wrong with the values of weights that fit a network; <see langword="null"/> where nothing is.</summary>
    public static string? Problem(NetworkPlan plan, IReadOnlyList<WeightTensor> weights) =>
        plan.Weights.Zip(weights, Problem).FirstOrDefault(problem => problem != null);

    /// <summary>What is wrong with the values of one of them; <see langword="null"/> where nothing is.</summary>
    public static string? Problem(WeightPlace place, WeightTensor weight) =>
        !AreFinite(weight) ? "a weight is infinite or not a number"
        : NegativeStatistic(place, weight) != null ? $"{place.Name} is negative" : null;

    /// <summary>A statistic's first value that it cannot have; or <see langword="null"/>.</summary>
    public static float? NegativeStatistic(WeightPlace place, WeightTensor weight) =>
        place.Role is WeightRole.MovingVariance or WeightRole.MovingThreshold or WeightRole.RowsSinceActive && Array.FindIndex(weight.Values, value => value < 0) is >= 0 and var i
            ? weight.Values[i] : null;

    public static bool AreFinite(WeightTensor weight) => FiniteValues.AreAll(weight.Values);

    /// <summary>Copies weights into a plan's flat parameter buffer.</summary>
    public static void Pack(NetworkPlan plan, IReadOnlyList<WeightTensor> weights, Span<float> parameters)
    {
        for (var i = 0; i < weights.Count; i++)
            plan.Weights[i].Write(weights[i].Values, parameters);
    }

    /// <summary>Copies weights out of a plan's flat parameter buffer.</summary>
    public static IReadOnlyList<WeightTensor> Unpack(NetworkPlan plan, ReadOnlySpan<float> parameters)
    {
        var weights = Zeros(plan);
        for (var i = 0; i < weights.Count; i++)
            plan.Weights[i].Read(parameters, weights[i].Values);
        return weights;
    }

    private static WeightTensor Zeros(WeightPlace place) => new(place.Name, [.. place.Shape], new float[checked((int)place.Count)]);

    private static string Text(int[] shape) => $"[{string.Join(", ", shape)}]";
}
