using Microsoft.ML.Runtime;

namespace ActReg.MLNet;

/// <summary>Which engine trains, and where: the CPU, unless the <see cref="Microsoft.ML.MLContext"/> names a GPU (<c>GpuDeviceId</c>).</summary>
internal static class Devices
{
    /// <summary>The engine, never <see cref="TrainingEngine.Auto"/>, and the CUDA device that it is to use; null for the CPU.</summary>
    /// <param name="host">The trainer's.</param>
    /// <param name="channel">Where the log goes.</param>
    /// <param name="requested">The engine asked for.</param>
    /// <exception cref="InvalidOperationException">The GPU cannot be used, and the context does not fall back to the CPU.</exception>
    public static (TrainingEngine Engine, int? CudaDevice) Choose(IHost host, IChannel channel, TrainingEngine requested)
    {
        var cpuEngine = requested == TrainingEngine.Torch ? TrainingEngine.Torch : TrainingEngine.Fused;
        if (host is not IHostEnvironmentInternal { GpuDeviceId: { } device } environment)
            return (cpuEngine, null);
        var problem = requested == TrainingEngine.Fused ? "the engine Fused uses the CPU only" : TorchCuda.Problem(device);
        if (problem == null)
            return (TrainingEngine.Torch, device);
        if (!environment.FallbackToCpu)
            throw channel.Except($"GPU {device} (MLContext.GpuDeviceId) cannot be used: {problem}. MLContext.FallbackToCpu would train on the CPU instead.");
        channel.Warning("GPU {0} (MLContext.GpuDeviceId) cannot be used: {1}. Training on the CPU.", device, problem);
        return (cpuEngine, null);
    }
}
