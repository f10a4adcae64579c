using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace ActReg.MLNet.Tests;

/// <summary>What a context's users read in <see cref="MLContext.Log"/>.</summary>
internal sealed class RecordedLog
{
    private readonly List<(ChannelMessageKind Kind, string Text)> _messages = [];

    public RecordedLog(MLContext mlContext) => mlContext.Log += (_, entry) =>
    {
        lock (_messages)
            _messages.Add((entry.Kind, entry.RawMessage));
    };

    public IReadOnlyList<string> Warnings => Of(ChannelMessageKind.Warning);

    public IReadOnlyList<string> Infos => Of(ChannelMessageKind.Info);

    private IReadOnlyList<string> Of(ChannelMessageKind kind)
    {
        lock (_messages)
            return [.. _messages.Where(message => message.Kind == kind).Select(message => message.Text)];
    }
}
