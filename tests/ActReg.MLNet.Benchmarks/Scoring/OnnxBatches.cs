using Microsoft.ML.OnnxRuntime;

namespace ActReg.MLNet.Benchmarks.Scoring;

/// <summary>ONNX Runtime on one thread, on arrays, without a copy: batches of rows bound before.</summary>
internal sealed class OnnxBatches : IDisposable
{
    private static readonly string[] InputNames = ["Features"];
    private static readonly string[] OutputNames = ["Score"];

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
        var width = _session.InputMetadata[InputNames[0]].Dimensions[1];
        var batches = features.Length / (batch * width);
        _inputs = [.. Enumerable.Range(0, batches).Select(i => (OrtValue[])
            [OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, features.AsMemory(i * batch * width, batch * width), [batch, width])])];
        _outputs = [.. Enumerable.Range(0, batches).Select(_ => (OrtValue[])
            [OrtValue.CreateTensorValueFromMemory(new float[batch], [batch, 1])])];
    }

    public void Run()
    {
        for (var i = 0; i < _inputs.Length; i++)
            _session.Run(_options, InputNames, _inputs[i], OutputNames, _outputs[i]);
    }

    public void Dispose()
    {
        foreach (var value in _inputs.Concat(_outputs).SelectMany(values => values))
            value.Dispose();
        _options.Dispose();
        _session.Dispose();
    }
}
