using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace ActReg.MLNet.OnnxTests;

/// <summary>A model that ML.NET has exported, in ONNX Runtime.</summary>
internal sealed class ExportedModel : IDisposable
{
    private readonly InferenceSession _session;

    private ExportedModel(byte[] bytes)
    {
        Bytes = bytes;
        _session = new InferenceSession(bytes);
    }

    public byte[] Bytes { get; }

    /// <summary>The names of its outputs.</summary>
    public IReadOnlyList<string> Outputs => [.. _session.OutputMetadata.Keys];

    /// <param name="model">The model.</param>
    /// <param name="data">Of the columns that the graph is to have as inputs.</param>
    /// <param name="operatorSet">ONNX's.</param>
    public static ExportedModel Of(ITransformer model, IDataView data, int operatorSet = 12) => new(Export(model, data, operatorSet));

    public static ExportedModel Of(byte[] bytes) => new(bytes);

    public static byte[] Export(ITransformer model, IDataView data, int operatorSet = 12)
    {
        using var stream = new MemoryStream();
        new MLContext().Model.ConvertToOnnx(model, data, operatorSet, stream);
        return stream.ToArray();
    }

    /// <summary>What all rows at once make of an output.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="column">The output's column.</param>
    public IReadOnlyList<T> Run<T>(IDataView data, string column)
    {
        List<NamedOnnxValue> inputs = [.. _session.InputMetadata.Keys.Select(name => Tensor(name, data))];
        using var results = _session.Run(inputs, [$"{column}.output"]);
        return [.. results.Single().AsEnumerable<T>()];
    }

    public void Dispose() => _session.Dispose();

    private static NamedOnnxValue Tensor(string name, IDataView data)
    {
        var type = data.Schema[name].Type;
        int[] shape = type is VectorDataViewType vector ? [.. vector.Dimensions] : [1];
        return ((type as VectorDataViewType)?.ItemType ?? type).RawType switch
        {
            var item when item == typeof(float) => Of(Values<float>()),
            var item when item == typeof(bool) => Of(Values<bool>()),
            var item when item == typeof(uint) => Of(Values<uint>()),
            var item when item == typeof(ReadOnlyMemory<char>) => Of(Values<string>()),
            var item => throw new NotSupportedException($"{name} of {item}."),
        };

        T[] Values<T>() => type is VectorDataViewType ? [.. data.GetColumn<T[]>(name).SelectMany(row => row)] : [.. data.GetColumn<T>(name)];

        NamedOnnxValue Of<T>(T[] values) =>
            NamedOnnxValue.CreateFromTensor(name, new DenseTensor<T>(values, [values.Length / shape.Aggregate((size, dimension) => size * dimension), .. shape]));
    }
}
