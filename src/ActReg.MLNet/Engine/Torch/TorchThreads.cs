using static TorchSharp.torch;

namespace ActReg.MLNet;

/// <summary>The threads that libtorch computes with while a training lasts. They are the process's, not the training's: the last one to end puts back what the first one found.</summary>
internal sealed class TorchThreads : IDisposable
{
    private static readonly Lock Changing = new();
    private static int _inForce;
    private static int _before;
    private bool _isDisposed;

    private TorchThreads(int count)
    {
        lock (Changing)
        {
            if (_inForce++ == 0)
                _before = get_num_threads();
            set_num_threads(count);
        }
    }

    /// <param name="count">How many; <see langword="null"/> to leave them as they are.</param>
    public static TorchThreads? Use(int? count) => count is { } given ? new(given) : null;

    public void Dispose()
    {
        lock (Changing)
        {
            if (!_isDisposed && --_inForce == 0)
                set_num_threads(_before);
            _isDisposed = true;
        }
    }
}
