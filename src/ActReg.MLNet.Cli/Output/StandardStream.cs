using System.Globalization;
using System.Runtime.InteropServices;

namespace ActReg.MLNet.Cli.Terminal;

/// <summary>Standard output or standard error, whose writing says so when it fails.</summary>
/// <remarks>.NET's own streams are silent about a pipe that nobody reads.</remarks>
/// <param name="descriptor">1 or 2.</param>
internal sealed class StandardStream(int descriptor) : Stream
{
    private const int Interrupted = 4;
    private const int BadDescriptor = 9;
    private const int TryAgain = 11;
    private const int BrokenPipe = 32;
    private const int CloseOnExec = 0x80000;

    private readonly bool _wasClosed = WasClosed(descriptor);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Has <see cref="Console"/>, and so everything, write to these.</summary>
    public static void Install()
    {
        if (!OperatingSystem.IsLinux())
            return;
        Console.SetOut(Writer(1, Console.Out));
        Console.SetError(Writer(2, Console.Error));
    }

    /// <summary>Standard output for data, in larger pieces than lines and in UTF-8 whatever the terminal's encoding.</summary>
    public static Stream OpenOutput() => OperatingSystem.IsLinux() ? new StandardStream(1) : Console.OpenStandardOutput();

    /// <exception cref="ClosedOutputException">Nobody reads it.</exception>
    /// <exception cref="IOException">It cannot be written, as where the disk is full.</exception>
    public override void Write(byte[] buffer, int offset, int count)
    {
        if (_wasClosed)
            throw new ClosedOutputException();
        while (count > 0)
        {
            var written = WriteTo(descriptor, ref buffer[offset], count);
            if (written >= 0)
                (offset, count) = (offset + (int)written, count - (int)written);
            else
                Fail(Marshal.GetLastPInvokeError());
        }
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private static StreamWriter Writer(int descriptor, TextWriter replaced) =>
        new(new StandardStream(descriptor), replaced.Encoding) { AutoFlush = true };

    /// <summary>
    /// Whether it was closed before this process began: then the runtime's own files have taken its number, and what is written
    /// there could be read as something else. Those alone would be closed on exec; what a process begins with was not.
    /// </summary>
    private static bool WasClosed(int descriptor)
    {
        try
        {
            var flags = File.ReadLines($"/proc/self/fdinfo/{descriptor}").First(line => line.StartsWith("flags:", StringComparison.Ordinal));
            return (Convert.ToInt64(flags["flags:".Length..].Trim(), fromBase: 8) & CloseOnExec) != 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void Fail(int error)
    {
        switch (error)
        {
            case Interrupted:
                return;
            case TryAgain:
                Thread.Sleep(1);
                return;
            case BrokenPipe or BadDescriptor:
                throw new ClosedOutputException();
            default:
                throw new IOException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Standard {(descriptor == 1 ? "output" : "error")} cannot be written: {Marshal.GetPInvokeErrorMessage(error)}"));
        }
    }

    [DllImport("libc", EntryPoint = "write", SetLastError = true)]
    private static extern nint WriteTo(int descriptor, ref byte buffer, nint count);
}
