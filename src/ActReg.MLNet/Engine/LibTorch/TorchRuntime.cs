using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp;

namespace ActReg.MLNet;

/// <summary>Loads libtorch where TorchSharp alone does not find it, or cannot load it: in notebooks and scripts, and on systems with a little older C++ library (Debian 12, Ubuntu 22.04, RHEL 9).</summary>
/// <remarks>
/// Trainers do it by themselves. Code of your own that uses TorchSharp, or a package that does, such as Microsoft.ML.TorchSharp, calls <see cref="EnsureLoaded"/> first: TorchSharp's own
/// attempt, at the first use of any of its types, lasts as long as the process where it fails.
/// </remarks>
public static class TorchRuntime
{
    private static readonly Lock Loading = new();
    private static volatile bool _loaded;
    private static LinuxTorchSharp? _linux;

    /// <summary>Loads libtorch if that has not been done. To be called before the first use of TorchSharp.</summary>
    /// <remarks>
    /// From any thread, any number of times; leaves libtorch's random state and thread counts alone. After a failure it can be called
    /// again, on Linux with success once the files are there.
    /// </remarks>
    /// <exception cref="DllNotFoundException">libtorch is not there, or does not load, the message says which package to add; or TorchSharp was used before, and has failed for good.</exception>
    public static void EnsureLoaded()
    {
        if (_loaded)
            return;

        lock (Loading)
        {
            if (_loaded)
                return;
            Load(typeof(torch).Assembly);
            FindProcessor();
            _loaded = true;
        }
    }

    private static void Load(Assembly torchSharp)
    {
        var isFound = false;
        try
        {
            if (OperatingSystem.IsLinux())
            {
                if (_linux is null)
                {
                    _linux = new LinuxTorchSharp(torchSharp);
                    _linux.Subscribe();
                }

                // Before TorchSharp tries: its own failure is written to the console and lasts as long as the process.
                NativeLibrary.Load(LinuxTorchSharp.Library, torchSharp, searchPath: null);
                isFound = true;
            }

            RuntimeHelpers.RunClassConstructor(typeof(torch).TypeHandle);
        }
        // Entry points that are missing are another version's.
        catch (TypeInitializationException early) when (isFound && early.InnerException is not EntryPointNotFoundException)
        {
            throw MissingLibTorch.TooLate(early);
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException or TypeInitializationException)
        {
            throw MissingLibTorch.Error(torchSharp, (OperatingSystem.IsLinux() ? _linux?.Failure : null) ?? exception);
        }
    }

    /// <summary>Makes libtorch find out on one thread what the processor can do.</summary>
    /// <remarks>
    /// Its vector functions do at their first call, and for a moment publish a number that means another processor
    /// (<c>mkl_vml_serv_cpu_detect</c> of Intel's MKL): a second thread that comes by then computes its part with errors up to 1e-4.
    /// </remarks>
    private static void FindProcessor()
    {
        using var zero = torch.tensor(new float[1], device: torch.CPU);
        using var result = zero.tanh();
    }
}
