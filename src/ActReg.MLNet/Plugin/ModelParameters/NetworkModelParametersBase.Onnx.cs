using Microsoft.ML.Model.OnnxConverter;

namespace ActReg.MLNet;

public abstract partial class NetworkModelParametersBase<TOutput> : ISingleCanSaveOnnx
{
    bool ICanSaveOnnx.CanSaveOnnx(OnnxContext ctx) => true;

    bool ISingleCanSaveOnnx.SaveAsOnnx(OnnxContext ctx, string[] outputNames, string featureColumn)
    {
        var graph = new ContextGraph(ctx, RegistrationName);
        WriteScores(graph, AddScores(graph, graph.Rows(featureColumn, InputSize)), outputNames);
        return true;
    }

    /// <summary>What a row scores, in an ONNX graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="features">[rows, features].</param>
    internal virtual string AddScores(IOnnxGraph graph, string features) => OnnxNetwork.AddScores(graph, Network, features);

    /// <summary>Gives ML.NET what it asks for.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="scores">What <see cref="AddScores"/> returned.</param>
    /// <param name="outputNames">The names that it is to have.</param>
    internal virtual void WriteScores(ContextGraph graph, string scores, string[] outputNames) =>
        graph.Name(scores, outputNames[^1]);
}
