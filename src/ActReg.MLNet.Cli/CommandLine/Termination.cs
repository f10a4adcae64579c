using System.Runtime.InteropServices;

namespace ActReg.MLNet.Cli.CommandLine;

/// <summary>The signals that ask the process to end. They cancel its work, which has some time to end by itself.</summary>
internal sealed class Termination : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _cancellation = new();
    private readonly PosixSignalRegistration[] _registrations;
    private int _exitCode;

    public Termination() => _registrations =
    [
        Register(PosixSignal.SIGINT, CommandLine.ExitCode.Interrupted),
        Register(PosixSignal.SIGTERM, CommandLine.ExitCode.Terminated),
    ];

    public CancellationToken Token => _cancellation.Token;

    /// <summary>What the first signal asks for; <see langword="null"/> if none has come.</summary>
    public int? ExitCode => _exitCode == 0 ? null : _exitCode;

    /// <summary>Ends when the time after a signal is over.</summary>
    public async Task WaitAsync()
    {
        await Task.Delay(Timeout.Infinite, Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.Delay(Grace);
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _cancellation.Dispose();
    }

    private PosixSignalRegistration Register(PosixSignal signal, int exitCode) => PosixSignalRegistration.Create(signal, context =>
    {
        // The process goes on.
        context.Cancel = true;
        if (Interlocked.CompareExchange(ref _exitCode, exitCode, 0) == 0)
            _cancellation.Cancel();
    });
}
