using System.Text.RegularExpressions;
using ActReg.MLNet.Tests.Testing;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.ML;
using BinaryTransformer = Microsoft.ML.Data.BinaryPredictionTransformer<Microsoft.ML.Calibrators.CalibratedModelParametersBase<
    ActReg.MLNet.NetworkModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>>;

namespace ActReg.MLNet.Tests;

/// <summary>What the README shows works as it stands.</summary>
[TestClass]
public partial class ReadmeTests
{
    private static readonly string Text = File.ReadAllText(Repository.At("README.md"));

    [TestMethod]
    public async Task Its_code_runs_from_top_to_bottom()
    {
        var options = ScriptOptions.Default
            .AddReferences(typeof(EpochMetrics).Assembly, typeof(MLContext).Assembly, typeof(IDataView).Assembly, typeof(ITransformer).Assembly, typeof(NormalizationCatalog).Assembly, typeof(StandardTrainersCatalog).Assembly)
            .AddReferences(typeof(TorchSharp.torch).Assembly)
            .AddImports("System");
        string[] blocks = [.. CSharpBlock().Matches(Text).Select(match => match.Groups[1].Value)];
        Assert.IsGreaterThan(1, blocks.Length);

        var state = await CSharpScript.RunAsync("", options);
        foreach (var block in blocks)
            state = await state.ContinueWithAsync(block);

        // Its ten lines learn what they are shown: noise of 0.1 between circles 0.2 apart leaves about 84% to be known.
        var mlContext = (MLContext)state.GetVariable("mlContext").Value;
        var model = (ITransformer)state.GetVariable("model").Value;
        var test = ((DataOperationsCatalog.TrainTestData)state.GetVariable("split").Value).TestSet;
        Assert.IsGreaterThan(0.75, mlContext.BinaryClassification.Evaluate(model.Transform(test)).Accuracy);

        // There is something to prune.
        var pruned = (PrunedModel<BinaryTransformer>)state.GetVariable("pruned").Value;
        Assert.IsLessThan(pruned.Layers[0].UnitsBefore, pruned.Layers[0].UnitsAfter);
    }

    [TestMethod]
    public void Its_links_lead_somewhere()
    {
        var missing = Link().Matches(Text).Select(match => match.Groups[1].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal) && !File.Exists(Repository.At(target)));
        Assert.IsEmpty(missing.ToArray());
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();

    [GeneratedRegex(@"\]\(([^)#]+)\)")]
    private static partial Regex Link();
}
