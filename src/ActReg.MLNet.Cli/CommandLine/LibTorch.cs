namespace ActReg.MLNet.Cli.CommandLine;

/// <summary>What some commands train with, and not every build of this program has.</summary>
internal static class LibTorch
{
    /// <exception cref="NotSupportedException">libtorch is not there, or does not load.</exception>
    public static void Require()
    {
        try
        {
            TorchRuntime.EnsureLoaded();
        }
        catch (DllNotFoundException error)
        {
            throw new NotSupportedException(
                "This command trains with libtorch, which this build does not have: 'dotnet run -c Release -p:WithLibTorch=true --project src/ActReg.MLNet.Cli -- ...' "
                + $"builds one that has it, and fetches 600 MB the first time. {error.Message}", error);
        }
    }
}
