namespace ActReg.MLNet.Cli.CommandLine;

/// <summary>What <c>actreg</c> tells the process that started it.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The reason is on standard error, in one line.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong; what is wrong is on standard error, in one line.</summary>
    public const int WrongUsage = 2;

    /// <summary>Cancelled by Ctrl+C, the signal INT: 128 and the number of the signal, as shells have it.</summary>
    public const int Interrupted = 130;

    /// <summary>Nobody reads standard output any more: what the signal PIPE would make of it.</summary>
    public const int OutputClosed = 141;

    /// <summary>Cancelled by the signal TERM.</summary>
    public const int Terminated = 143;

    /// <summary>All of them, for the help.</summary>
    public const string Notes = """
        Exit codes:
          0    done
          1    failed; standard error has the reason
          2    wrong usage; standard error has what is wrong
          130  cancelled with Ctrl+C
          141  standard output was closed before all was written to it
          143  cancelled by the signal TERM
        """;
}
