namespace ActReg.MLNet;

/// <summary>A network's weights in their public form: the order kernel, bias, kernel, bias, and Keras's layouts.</summary>
internal static class Weights
{
    /// <summary>Name and shape of every weight array of a network.</summary>
    public static IReadOnlyList<(string Name, int[] Shape)> Shapes(NetworkPlan plan) =>
        [.. plan.Steps.OfType<DenseStep>().SelectMany((step, i) => new (string, int[])[]
        {
            ($"{LayerName(i)}/kernel", [step.Inputs, step.Size]),
            ($"{LayerName(i)}/bias", [step.Size]),
        })];

    /// <summary>Weights that are all zero.</summary>
    public static IReadOnlyList<WeightTensor> Zeros(NetworkPlan plan) =>
        [.. Shapes(plan).Select(weight => new WeightTensor(weight.Name, weight.Shape, new float[Length(weight.Shape)]))];

    /// <summary>Keras's initialization: Glorot-uniform kernels, U(-a, a) with a = √(6 / (inputs + units)), and biases of zero.</summary>
    public static IReadOnlyList<WeightTensor> Initialize(NetworkPlan plan, RandomState random) =>
        [.. Shapes(plan).Select(weight => new WeightTensor(weight.Name, weight.Shape, weight.Shape switch
        {
            [var inputs, var units] => GlorotUniform(inputs, units, random),
            _ => new float[weight.Shape[0]],
        }))];

    /// <exception cref="ArgumentException">Weights have other shapes than a network's, or are too many or too few.</exception>
    public static void CheckFit(NetworkPlan plan, IReadOnlyList<WeightTensor> weights, string name)
    {
        var shapes = Shapes(plan);
        if (weights.Count != shapes.Count)
            throw new ArgumentException(Rule.Broken(name, $"must have {shapes.Count} entries for this network", weights.Count));
        for (var i = 0; i < shapes.Count; i++)
        {
            var (expectedName, expected) = shapes[i];
            if (!weights[i].Shape.AsSpan().SequenceEqual(expected))
                throw new ArgumentException(Rule.Broken($"{name}[{i}] ({expectedName})", $"must have shape {Text(expected)}", Text(weights[i].Shape)));
            var length = Length(expected);
            if (weights[i].Values.Length != length)
                throw new ArgumentException(Rule.Broken($"{name}[{i}] ({expectedName})", $"must have {length} values", weights[i].Values.Length));
        }
    }

    public static bool AreFinite(WeightTensor weight) => Array.TrueForAll(weight.Values, float.IsFinite);

    /// <summary>Copies weights into a plan's flat parameter buffer.</summary>
    public static void Pack(NetworkPlan plan, IReadOnlyList<WeightTensor> weights, Span<float> parameters)
    {
        var next = 0;
        foreach (var step in plan.Steps.OfType<DenseStep>())
        {
            var kernel = weights[next++].Values;
            for (var input = 0; input < step.Inputs; input++)
            {
                for (var unit = 0; unit < step.Size; unit++)
                    parameters[step.KernelIndex(input, unit)] = kernel[input * step.Size + unit];
            }

            weights[next++].Values.CopyTo(parameters[step.BiasOffset..]);
        }
    }

    /// <summary>Copies weights out of a plan's flat parameter buffer.</summary>
    public static IReadOnlyList<WeightTensor> Unpack(NetworkPlan plan, ReadOnlySpan<float> parameters)
    {
        var weights = Zeros(plan);
        var next = 0;
        foreach (var step in plan.Steps.OfType<DenseStep>())
        {
            var kernel = weights[next++].Values;
            for (var input = 0; input < step.Inputs; input++)
            {
                for (var unit = 0; unit < step.Size; unit++)
                    kernel[input * step.Size + unit] = parameters[step.KernelIndex(input, unit)];
            }

            parameters.Slice(step.BiasOffset, step.Size).CopyTo(weights[next++].Values);
        }

        return weights;
    }

    private static int Length(int[] shape) => shape.Aggregate((a, b) => a * b);

    private static string Text(int[] shape) => $"[{string.Join(", ", shape)}]";

    private static string LayerName(int index) => index == 0 ? "dense" : $"dense_{index}";

    private static float[] GlorotUniform(int inputs, int units, RandomState random)
    {
        var limit = Math.Sqrt(6.0 / ((double)inputs + units));
        var values = new float[checked(inputs * units)];
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)(limit * (2 * random.NextDouble() - 1));
        return values;
    }
}
