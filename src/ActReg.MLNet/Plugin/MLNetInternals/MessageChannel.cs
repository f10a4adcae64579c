using Microsoft.ML.Runtime;

namespace ActReg.MLNet;

/// <summary>Messages in an <see cref="Microsoft.ML.MLContext"/>'s log, until it is disposed of.</summary>
/// <param name="channel">ML.NET's.</param>
internal sealed class MessageChannel(IChannel channel) : IDisposable
{
    // Texts of users' own may have braces in them.
    public void Info(string message) => channel.Info("{0}", message);

    public void Warn(string message) => channel.Warning("{0}", message);

    public void Dispose() => channel.Dispose();
}
