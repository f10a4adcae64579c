using Microsoft.ML.Runtime;

namespace ActReg.MLNet;

/// <summary>Reads networks so that ML.NET, which wraps what loaders throw, takes their errors for the deliberate ones they are.</summary>
internal static class StoredNetworkReader
{
    /// <exception cref="InvalidOperationException">What is stored is damaged, or something else.</exception>
    public static T Read<T>(IExceptionContext context, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FormatException e)
        {
            throw context.ExceptDecode(e, e.Message);
        }
        catch (EndOfStreamException)
        {
            throw context.ExceptDecode("The stored network is truncated.");
        }
    }
}
