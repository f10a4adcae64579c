namespace ActReg.MLNet;

/// <summary>What only <see cref="TrainingEngine.Torch"/> trains.</summary>
internal static class TorchOnly
{
    /// <summary>The first such thing in a network, in words; or <see langword="null"/>.</summary>
    public static string? In(NetworkPlan plan) => plan.Steps
        .Select(step => step.Fused == null ? LayerRanks.Name(plan.Layers[step.LayerIndex], step.LayerIndex) : step.Penalty?.TorchOnlyName)
        .FirstOrDefault(name => name != null);

    /// <summary>Loads libtorch, and where that fails says what needs it.</summary>
    /// <param name="what">What only Torch trains.</param>
    /// <exception cref="DllNotFoundException">It does not load.</exception>
    public static void LoadFor(string what)
    {
        try
        {
            TorchRuntime.EnsureLoaded();
        }
        catch (DllNotFoundException e)
        {
            throw new DllNotFoundException($"{e.Message} It is needed because only the engine Torch trains {what}.", e.InnerException ?? e);
        }
    }

    /// <summary>What is wrong with an engine.</summary>
    /// <param name="what">What only Torch trains; or <see langword="null"/>.</param>
    /// <param name="engine">The engine asked for.</param>
    public static string? Problem(string? what, TrainingEngine engine) => what != null && engine == TrainingEngine.Fused
        ? Rule.Broken(nameof(engine), $"must be Auto or Torch with {what}", engine) : null;
}
