namespace ActReg.MLNet.Cli.CommandLine;

/// <summary>What <c>actreg</c> tells the process that started it.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The reason is on standard error, in one line.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong; what is wrong is on standard error, in one line.</summary>
    public const int WrongUsage = 2;

    /// <summary>Ended by Ctrl+C: 128 and the number of the signal, as shells have it.</summary>
    public const int Cancelled = 130;
}
