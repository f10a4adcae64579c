using System.Runtime.ExceptionServices;

namespace ActReg.MLNet;

/// <summary>A thread that reads rows. It is left to itself where a cursor blocks, and ends with the cursor.</summary>
internal sealed class ReadingThread
{
    private const int CheckMilliseconds = 50;

    /// <summary>More than any cursor needs to be disposed of that does not block.</summary>
    private const int LeavingMilliseconds = 200;

    private readonly Thread _thread;

    /// <param name="read">What it does; throws nothing.</param>
    public ReadingThread(Action read)
    {
        _thread = new Thread(() => read()) { IsBackground = true, Name = "Reading of training data" };
        _thread.Start();
    }

    /// <summary>Has a thread read, and waits for it until somebody cancels.</summary>
    /// <param name="read">What to do. It calls <paramref name="checkAlive"/> for each row, and so ends when nobody waits any more.</param>
    /// <param name="checkAlive">Called by both threads; throws to cancel.</param>
    public static T Run<T>(Func<T> read, Action checkAlive)
    {
        T? result = default;
        ExceptionDispatchInfo? failure = null;
        var thread = new ReadingThread(() =>
        {
            try
            {
                result = read();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        });
        try
        {
            while (!thread._thread.Join(CheckMilliseconds))
                checkAlive();
        }
        catch
        {
            thread.Leave();
            throw;
        }

        failure?.Throw();
        return result!;
    }

    /// <summary>Returns when it has ended, or a moment later. It must have been told to end.</summary>
    public void Leave() => _thread.Join(LeavingMilliseconds);
}
