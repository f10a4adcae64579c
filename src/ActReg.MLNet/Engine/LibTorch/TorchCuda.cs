using static TorchSharp.torch;

namespace ActReg.MLNet;

/// <summary>Whether TorchSharp can use a GPU.</summary>
internal static class TorchCuda
{
    /// <summary>Why a CUDA device cannot be used; null where it can.</summary>
    public static string? Problem(int device)
    {
        try
        {
            TorchRuntime.EnsureLoaded();
        }
        catch (DllNotFoundException e)
        {
            return e.Message.TrimEnd('.');
        }

        if (!cuda.is_available())
            return "this libtorch sees no CUDA device; TorchSharp-cuda-linux or TorchSharp-cuda-windows, and NVIDIA's driver, are needed";
        var count = cuda.device_count();
        return device >= 0 && device < count ? null : $"there are {count} CUDA devices, numbered from 0";
    }
}
