using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>Exports a model by ML.NET's own call.</summary>
internal static class OnnxExport
{
    // What ML.NET logs before it leaves a step out, with all before it.
    private const string LeftOut = "Had to stop walkback of pipeline at ";

    /// <summary>Writes the model's steps that predictions take.</summary>
    /// <param name="model">The model.</param>
    /// <param name="steps">Its steps.</param>
    /// <param name="stream">Where to.</param>
    /// <exception cref="TableException">A step has no ONNX form.</exception>
    public static void Write(TableModel model, ScoringSteps steps, Stream stream)
    {
        var lost = new List<string>();
        model.MLContext.Log += Listen;
        try
        {
            using var buffer = new MemoryStream();
            model.MLContext.Model.ConvertToOnnx(steps.Model, new EmptyView(steps.Inputs), buffer, [.. steps.Outputs]);
            if (lost.Count > 0)
                throw Refused(model, lost);
            buffer.WriteTo(stream);
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException or KeyNotFoundException)
        {
            throw lost.Count > 0 ? Refused(model, lost) : new TableException($"{model.Name} cannot be exported to ONNX: {error.Message}", error);
        }
        finally
        {
            model.MLContext.Log -= Listen;
        }

        void Listen(object? sender, LoggingEventArgs entry)
        {
            if (entry.Kind == ChannelMessageKind.Warning && entry.RawMessage.StartsWith(LeftOut, StringComparison.Ordinal))
                lost.Add(entry.RawMessage[LeftOut.Length..].Split(' ')[0]);
        }
    }

    private static TableException Refused(TableModel model, IEnumerable<string> steps) =>
        new($"{model.Name} cannot be exported to ONNX, because ML.NET has no ONNX form of one of its steps ({string.Join(", ", steps)}). Columns of texts take one; numbers, Booleans and categories do not.");
}
