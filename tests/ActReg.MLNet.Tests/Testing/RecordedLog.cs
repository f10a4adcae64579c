using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace ActReg.MLNet.Tests;

/// <summary>What a context's users read in <see cref="MLContext.Log"/>.</summary>
internal sealed class RecordedLog
{
    private readonly List<string> _warnings = [];

    public RecordedLog(MLContext mlContext) => mlContext.Log += (_, entry) =>
    {
        if (entry.Kind != ChannelMessageKind.Warning)
            return;
        lock (_warnings)
            _warnings.Add(entry.RawMessage);
    };

    public IReadOnlyList<string> Warnings
    {
        get
        {
            lock (_warnings)
                return [.. _warnings];
        }
    }
}
