using Microsoft.ML.Model.OnnxConverter;

namespace ActReg.MLNet;

public abstract partial class EnsembleModelParametersBase<TOutput, TMember> : ISingleCanSaveOnnx
{
    bool ICanSaveOnnx.CanSaveOnnx(OnnxContext ctx) => true;

    bool ISingleCanSaveOnnx.SaveAsOnnx(OnnxContext ctx, string[] outputNames, string featureColumn)
    {
        var graph = new ContextGraph(ctx, RegistrationName);
        var features = graph.Rows(featureColumn, InputSize);
        string[] scores = [.. Members.Select(member => member.AddScores(graph, features))];
        Members[0].WriteScores(graph, OnnxScores.Combine(graph, MeanOfScores, Members[0].Network.Plan.OutputSize, scores), outputNames);
        return true;
    }

    /// <summary>What the ensemble scores is this mean of what its members score.</summary>
    private protected abstract MemberMean MeanOfScores { get; }
}
