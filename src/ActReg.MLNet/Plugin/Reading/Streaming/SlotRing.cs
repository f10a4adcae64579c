using System.Runtime.ExceptionServices;

namespace ActReg.MLNet;

/// <summary>
/// Slots on their way, around and around, between the thread that fills them and the thread that takes rows out.
/// </summary>
internal sealed class SlotRing(IReadOnlyList<RowSlot> slots)
{
    private const int CheckMilliseconds = 50;

    private readonly object _gate = new();
    private ExceptionDispatchInfo? _failure;
    private long _filled;
    private long _emptied;
    private volatile bool _isStopped;

    /// <summary>For the thread that fills: the next empty slot, once there is one.</summary>
    /// <exception cref="OperationCanceledException">Nobody will take rows out any more.</exception>
    public RowSlot WaitForEmpty()
    {
        lock (_gate)
        {
            while (_filled - _emptied == slots.Count && !_isStopped)
                Monitor.Wait(_gate);
            ThrowIfStopped();
            var slot = slots[(int)(_filled % slots.Count)];
            slot.Clear();
            return slot;
        }
    }

    /// <summary>Hands over the slot that <see cref="WaitForEmpty"/> returned last.</summary>
    public void HandOver()
    {
        lock (_gate)
        {
            _filled++;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Hands over, after what has been filled, what ended the filling.</summary>
    public void HandOver(Exception failure)
    {
        lock (_gate)
        {
            _failure = ExceptionDispatchInfo.Capture(failure);
            Monitor.PulseAll(_gate);
        }
    }

    /// <exception cref="OperationCanceledException">Nobody will take rows out any more.</exception>
    public void ThrowIfStopped()
    {
        if (_isStopped)
            throw new OperationCanceledException();
    }

    /// <summary>
    /// For the thread that takes out: the next filled slot, once there is one. What ended the filling is thrown again here.
    /// </summary>
    /// <param name="checkAlive">Called while it waits; throws to cancel.</param>
    public RowSlot WaitForFilled(Action checkAlive)
    {
        while (true)
        {
            lock (_gate)
            {
                if (_filled == _emptied && _failure == null)
                    Monitor.Wait(_gate, CheckMilliseconds);
                if (_filled > _emptied)
                    return slots[(int)(_emptied % slots.Count)];
                _failure?.Throw();
            }

            checkAlive();
        }
    }

    /// <summary>Hands back the slot that <see cref="WaitForFilled"/> returned last.</summary>
    public void HandBack()
    {
        lock (_gate)
        {
            _emptied++;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Ends the filling.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _isStopped = true;
            Monitor.PulseAll(_gate);
        }
    }
}
