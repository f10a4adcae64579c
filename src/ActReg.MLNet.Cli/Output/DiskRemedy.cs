namespace ActReg.MLNet.Cli.Terminal;

/// <summary>What helps where a file cannot be written.</summary>
internal static class DiskRemedy
{
    private const int LinuxFull = 28;
    private const int LinuxInUse = 11;
    private const int WindowsFull = 112;
    private const int WindowsInUse = 32;
    private const int MacInUse = 35;

    /// <summary>A sentence after another; empty where nothing is known.</summary>
    public static string Of(Exception error) => (error.HResult & 0xFFFF) switch
    {
        LinuxFull or WindowsFull => " Room must be made there, or a file on another disk be named.",
        LinuxInUse or WindowsInUse or MacInUse when error is IOException => " Another process must end first, or another file be named.",
        _ => "",
    };
}
