using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>One network of a pipeline.</summary>
/// <param name="Plan">Its layers.</param>
/// <param name="Epochs">The epochs that it was trained for.</param>
/// <param name="Sparsity">Measures how sparse it is on rows with features.</param>
/// <param name="Logits">What its output layer makes of rows with features.</param>
internal sealed record NetworkMember(
    NetworkPlan Plan, int Epochs, Func<IDataView, ColumnRoles, SparsityReport> Sparsity, Func<MLContext, IDataView, ColumnRoles, IEnumerable<float[]>> Logits)
{
    private const string LogitColumn = "Logits";

    public static NetworkMember Of<TOutput>(NetworkModelParametersBase<TOutput> network) => new(
        network.Network.Plan, network.History.Count, (data, roles) => SparsityReport.Create(network, data, roles.Features),
        (mlContext, data, roles) => mlContext.Transforms.HiddenActivations(LogitColumn, roles.Features, network, network.Network.Plan.Layers.Count - 1)
            .Fit(data).Transform(data).GetColumn<float[]>(LogitColumn));
}
