using System.Globalization;
using System.Text.RegularExpressions;
using ActReg.MLNet.Tests.Testing;
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
        var state = await DocumentedCode.RunAsync(Text);

        // Its ten lines learn what they are shown: noise of 0.1 between circles 0.2 apart leaves about 84% to be known.
        var mlContext = (MLContext)state.GetVariable("mlContext").Value;
        var model = (ITransformer)state.GetVariable("model").Value;
        var test = ((DataOperationsCatalog.TrainTestData)state.GetVariable("split").Value).TestSet;
        var accuracy = mlContext.BinaryClassification.Evaluate(model.Transform(test)).Accuracy;
        Assert.IsGreaterThan(0.75, accuracy);
        // Three rows of 299 for a machine that rounds otherwise.
        Assert.AreEqual(double.Parse(Printed().Match(Text).Groups[1].Value, CultureInfo.InvariantCulture), accuracy, 0.0101);

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

    [GeneratedRegex(@"It prints (0\.\d+)")]
    private static partial Regex Printed();

    [GeneratedRegex(@"\]\(([^)#]+)\)")]
    private static partial Regex Link();
}
