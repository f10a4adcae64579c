using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.OnnxTests;

/// <summary>Compares all that a model makes of rows with what ONNX Runtime makes of them.</summary>
internal static class ExportedColumns
{
    /// <summary>Fails where a column differs.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">Of the columns that the graph is to have as inputs.</param>
    /// <param name="columns">Those to compare.</param>
    public static void AreThose(ITransformer model, IDataView data, params string[] columns) => AreThose(model, data, 12, columns);

    /// <summary>The same of another version of ONNX's operators.</summary>
    public static void AreThose(ITransformer model, IDataView data, int operatorSet, params string[] columns)
    {
        using var exported = ExportedModel.Of(model, data, operatorSet);
        var expected = model.Transform(data);
        foreach (var name in columns)
        {
            var type = expected.Schema[name].Type;
            var item = (type as VectorDataViewType)?.ItemType ?? type;
            if (item == NumberDataViewType.Single)
                Scores.AreEqual(Values<float>(expected, name), exported.Run<float>(data, name), name);
            else if (item == BooleanDataViewType.Instance)
                CollectionAssert.AreEqual(Values<bool>(expected, name), exported.Run<bool>(data, name).ToArray(), name);
            else if (item is TextDataViewType)
                CollectionAssert.AreEqual(expected.GetColumn<string>(name).ToArray(), exported.Run<string>(data, name).ToArray(), name);
            else
                CollectionAssert.AreEqual(Values<uint>(expected, name), exported.Run<uint>(data, name).ToArray(), name);
        }
    }

    private static T[] Values<T>(IDataView data, string name) => data.Schema[name].Type is VectorDataViewType
        ? [.. data.GetColumn<VBuffer<T>>(name).SelectMany(row => row.DenseValues())] : [.. data.GetColumn<T>(name)];
}
