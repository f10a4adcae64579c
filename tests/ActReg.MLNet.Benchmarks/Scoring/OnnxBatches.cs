using Microsoft.ML.OnnxRuntime;

namespace ActReg.MLNet.Benchmarks.Scoring;

/// <summary>ONNX Runtime on one thread, on arrays, without a copy: batches of rows bound before.</summary>
internal sealed class OnnxBatches : IDisposable
{
    private static readonly string[] InputNames = ["Features"];

    private readonly string[] _outputNames;
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly OrtValue[][] _inputs;
    private readonly OrtValue[][] _outputs;

    /// <param name="path">The ONNX file, of one output per row.</param>
    /// <param name="features">Row-major; a whole number of batches.</param>
    /// <param name="batch">The rows at a time.</param>
    public OnnxBatches(string path, float[] features, int batch)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        _session = new InferenceSession(path, options);
        _outputNames = [_session.OutputMetadata.Keys.Single()];
        var width = _session.InputMetadata[InputNames[0]].Dimensions[1];
        var batches = features.Length / (batch * width);
        _inputs = [.. Enumerable.Range(0, batches).Select(i => (OrtValue[])
            [OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, features.AsMemory(i * batch * width, batch * width), [batch, width])])];
        _outputs = [.. Enumerable.Range(0, batches).Select(_ => (OrtValue[])
            [OrtValue.CreateTensorValueFromMemory(new float[batch], [batch, 1])])];
    }

    /// <summary>What the last run made of all rows.</summary>
    public IEnumerable<float> Scores => _outputs.SelectMany(batch => batch[0].GetTensorDataAsSpan<float>().ToArray());

    public void Run()
    {
        for (var i = 0; i < _inputs.Length; i++)
            _session.Run(_options, InputNames, _inputs[i], _outputNames, _outputs[i]);
    }

    public void Dispose()
    {
        foreach (var value in _inputs.Concat(_outputs).SelectMany(values => values))
            value.Dispose();
        _options.Dispose();
        _session.Dispose();
    }
}
