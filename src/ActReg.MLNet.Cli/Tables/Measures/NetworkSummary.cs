using System.Globalization;
using System.Reflection;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>What a model keeps of one network.</summary>
/// <param name="InputShape">What its features are.</param>
/// <param name="Layers">What each layer puts out, and its weights.</param>
/// <param name="MadeOf">Each layer as it is written.</param>
/// <param name="Training">How it was trained: what was set, by name.</param>
/// <param name="History">What each epoch measured.</param>
internal sealed record NetworkSummary(
    IReadOnlyList<int> InputShape, IReadOnlyList<NetworkLayer> Layers, IReadOnlyList<string> MadeOf, IReadOnlyDictionary<string, string> Training, IReadOnlyList<EpochMetrics> History)
{
    public static NetworkSummary Of(INetworkModel model) => new(
        model.InputShape, NetworkLayer.AllOf(model.Network.Plan), [.. model.Layers.Select(layer => $"{layer}")],
        typeof(TrainingSettings).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => (property.Name, Value: property.GetValue(model.TrainingSettings)))
            .Where(setting => setting.Value is not (null or 0f or false))
            .ToDictionary(setting => setting.Name, setting => Convert.ToString(setting.Value, CultureInfo.InvariantCulture)!),
        model.History);

    /// <summary>Some epochs, evenly spread, the first and the last among them.</summary>
    public IEnumerable<EpochMetrics> SomeEpochs(int most) => History.Count <= most
        ? History : Enumerable.Range(0, most).Select(i => History[(int)((long)i * (History.Count - 1) / (most - 1))]);
}
