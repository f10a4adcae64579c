namespace ActReg.MLNet;

/// <summary>A dense network as a sequence of steps: the layers, with sizes and the places of their parameters worked out.</summary>
/// <remarks>
/// All parameters stand in one flat buffer, each step's at a multiple of eight floats, padded with zeros. Between steps, values
/// are matrices of one row per example, whose row stride is <see cref="Step.Stride"/> and whose padding is zero.
/// </remarks>
internal sealed class NetworkPlan
{
    private NetworkPlan(int inputSize, IReadOnlyList<Step> steps, int parameterLength)
    {
        InputSize = inputSize;
        Steps = steps;
        ParameterLength = parameterLength;
    }

    /// <summary>The number of features.</summary>
    public int InputSize { get; }

    public IReadOnlyList<Step> Steps { get; }

    /// <summary>The length of the flat parameter buffer, padding included.</summary>
    public int ParameterLength { get; }

    /// <summary>The outputs per row.</summary>
    public int OutputSize => Steps[^1].Size;

    /// <param name="inputSize">The number of features.</param>
    /// <param name="layers">All layers, the output layer included.</param>
    /// <exception cref="ArgumentException">The parameters are more than one array can hold.</exception>
    public static NetworkPlan Create(int inputSize, IReadOnlyList<Layer> layers)
    {
        try
        {
            var plan = Lay(inputSize, layers);
            if (plan.ParameterLength <= AlignedBuffer.MaxLength)
                return plan;
        }
        catch (OverflowException)
        {
            // Still more of them.
        }

        throw new ArgumentException($"layers have more weights than the {AlignedBuffer.MaxLength} that one network can have.");
    }

    private static NetworkPlan Lay(int inputSize, IReadOnlyList<Layer> layers)
    {
        var steps = new List<Step>();
        var size = inputSize;
        var offset = 0;
        for (var index = 0; index < layers.Count; index++)
        {
            var layer = layers[index];
            if (layer is DenseLayer dense)
            {
                var linear = dense.ActivationFunction == Activation.Linear;
                var penalty = linear ? layer.ActivityRegularizer : null;
                var isOutput = linear && index == layers.Count - 1;
                var step = new DenseStep(index, size, dense.Units, offset, isOutput, penalty);
                steps.Add(step);
                offset = checked(offset + step.ParameterLength);
                size = dense.Units;
                if (!linear)
                    steps.Add(new ActivationStep(index, size, dense.ActivationFunction, layer.ActivityRegularizer));
            }
            else if (layer is ActivationLayer activation)
            {
                steps.Add(new ActivationStep(index, size, activation.ActivationFunction, layer.ActivityRegularizer));
            }
        }

        return new NetworkPlan(inputSize, steps, offset);
    }
}
