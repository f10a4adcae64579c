using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>Reads a features column.</summary>
internal static class FeatureColumn
{
    private const string DefaultOption = "featureColumnName";

    /// <summary>Every row's features; rows with one that the network cannot read, missing, infinite or unknown to an embedding, are left out. Each value is valid until the next is asked for.</summary>
    /// <inheritdoc cref="ReadAll"/>
    public static IEnumerable<VBuffer<float>> Read(IDataView data, string name, TrainedNetwork network, string option = DefaultOption) =>
        ReadAll(data, name, network, option).Where(features => network.Plan.CanRead(features.GetValues()));

    /// <summary>Every row's features. Each value is valid until the next is asked for.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="name">The column.</param>
    /// <param name="network">What they are for.</param>
    /// <param name="option">What says the column's name.</param>
    /// <exception cref="ArgumentException">
    /// The column is missing, is not a vector of as many <see cref="float"/> as the network takes, or is another stage of what it was trained on.
    /// </exception>
    /// <exception cref="InvalidOperationException">A row has another number of values than the column's type says.</exception>
    public static IEnumerable<VBuffer<float>> ReadAll(IDataView data, string name, TrainedNetwork network, string option = DefaultOption) =>
        Read(data, Check(data, name, network, option), network.Plan.InputSize);

    /// <summary>The column, if it is one of such features as a network was trained on.</summary>
    /// <inheritdoc cref="ReadAll"/>
    public static DataViewSchema.Column Check(IDataView data, string name, TrainedNetwork network, string option = DefaultOption)
    {
        if (Rule.NotBlank(name, option) is { } problem)
            throw new ArgumentException(problem);
        var column = data.Schema.GetColumnOrNull(name)
            ?? throw new ArgumentException(
                Rule.Broken(option, "must name a column of the data", $"\"{name}\"") + FeatureMarks.Remedy);
        var size = network.Plan.InputSize;
        if (column.Type is not VectorDataViewType { ItemType: NumberDataViewType item } vector || item != NumberDataViewType.Single || vector.Size != size)
            throw new ArgumentException(Rule.Broken($"column \"{name}\"", $"must be a vector of {size} Single", column.Type) + FeatureMarks.Remedy);
        return network.Columns?.Features.Problem(ColumnMarks.OfFeatures(column), $"data: column \"{name}\"") is { } otherStage
            ? throw new ArgumentException(otherStage) : column;
    }

    /// <summary>Checks that a row keeps what its column's type promises, which data from memory or from custom code may not.</summary>
    /// <exception cref="InvalidOperationException">It has another number of values.</exception>
    public static void CheckLength<T>(in VBuffer<T> features, int size, string name)
    {
        if (features.Length != size)
        {
            throw new InvalidOperationException(Rule.Broken(
                $"column \"{name}\"", $"must have {size} values in every row, as its type says", features.Length));
        }
    }

    private static IEnumerable<VBuffer<float>> Read(IDataView data, DataViewSchema.Column column, int size)
    {
        using var cursor = data.GetRowCursor([column]);
        var getter = cursor.GetGetter<VBuffer<float>>(column);
        var features = default(VBuffer<float>);
        while (cursor.MoveNext())
        {
            getter(ref features);
            CheckLength(features, size, column.Name);
            yield return features;
        }
    }
}
