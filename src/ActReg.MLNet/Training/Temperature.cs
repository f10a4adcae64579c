namespace ActReg.MLNet;

/// <summary>
/// How much too sure a network is: its logits over a temperature are as sure as they should be (C. Guo, G. Pleiss, Y. Sun and K. Weinberger, "On calibration of modern neural
/// networks", 2017). Which class is the most probable does not change.
/// </summary>
internal static class Temperature
{
    /// <summary>The same network with its logits divided, by its output layer's weights.</summary>
    /// <param name="network">One whose last step is dense, as that of all trainers is.</param>
    /// <param name="temperature">Finite and above 0.</param>
    public static TrainedNetwork Apply(TrainedNetwork network, double temperature) =>
        Scaled(network, 1 / temperature) with { Settings = network.Settings with { Temperature = temperature } };

    /// <summary>A network as it was trained.</summary>
    public static TrainedNetwork AsTrained(TrainedNetwork network) => network.Settings.Temperature is { } temperature
        ? Scaled(network, temperature) with { Settings = network.Settings with { Temperature = null } } : network;

    private static TrainedNetwork Scaled(TrainedNetwork network, double factor)
    {
        WeightTensor[] all = [.. network.Weights];
        foreach (var index in network.Plan.Steps[^1].SureWeights.Select(network.Plan.IndexOf))
            all[index] = all[index] with { Values = [.. all[index].Values.Select(value => (float)(value * factor))] };
        return network with { Weights = all };
    }
}
