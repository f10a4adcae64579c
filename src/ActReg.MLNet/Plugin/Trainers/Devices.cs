using Microsoft.ML.Runtime;

namespace ActReg.MLNet;

/// <summary>Which engine trains, and where: the CPU, unless the <see cref="Microsoft.ML.MLContext"/> names a GPU (<c>GpuDeviceId</c>).</summary>
internal static class Devices
{
    /// <summary>The engine, never <see cref="TrainingEngine.Auto"/>, and the CUDA device that it is to use; null for the CPU.</summary>
    /// <param name="host">The trainer's.</param>
    /// <param name="channel">Where the log goes: at info level, what <see cref="TrainingEngine.Auto"/> takes, and why.</param>
    /// <param name="requested">The engine asked for.</param>
    /// <param name="torchOnly">What only <see cref="TrainingEngine.Torch"/> trains; or <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">Something that only Torch trains is to be trained by <see cref="TrainingEngine.Fused"/>.</exception>
    /// <exception cref="DllNotFoundException">libtorch does not load, and something needs it, which the message names.</exception>
    /// <exception cref="InvalidOperationException">The GPU cannot be used, and the context does not fall back to the CPU.</exception>
    public static (TrainingEngine Engine, int? CudaDevice) Choose(
        IHost host, IChannel channel, TrainingEngine requested, string? torchOnly)
    {
        if (TorchOnly.Problem(torchOnly, requested) is { } problem)
            throw new ArgumentException(problem);
        var device = FindGpu(host, channel, requested);
        if (torchOnly != null)
            TorchOnly.LoadFor(torchOnly);
        if (requested != TrainingEngine.Auto)
            return (requested, device);
        var (engine, reason) = (device, torchOnly) switch
        {
            ({ } number, _) => (TrainingEngine.Torch, $"GPU {number} is asked for"),
            (_, { } what) => (TrainingEngine.Torch, $"only Torch trains {what}"),
            _ => (TrainingEngine.Fused, "it trains all of these layers and activity regularizers, and no GPU is used"),
        };
        channel.Info("Engine Auto takes {0}: {1}.", engine, reason);
        return (engine, device);
    }

    private static int? FindGpu(IHost host, IChannel channel, TrainingEngine requested)
    {
        if (host is not IHostEnvironmentInternal { GpuDeviceId: { } device } environment)
            return null;
        var problem = requested == TrainingEngine.Fused ? "the engine Fused uses the CPU only" : TorchCuda.Problem(device);
        if (problem == null)
            return device;
        if (!environment.FallbackToCpu)
            throw channel.Except($"GPU {device} (MLContext.GpuDeviceId) cannot be used: {problem}. MLContext.FallbackToCpu would train on the CPU instead.");
        channel.Warning("GPU {0} (MLContext.GpuDeviceId) cannot be used: {1}. Training on the CPU.", device, problem);
        return null;
    }
}
