using System.Globalization;
using System.Text.RegularExpressions;
using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;
using BinaryModel = Microsoft.ML.Data.BinaryPredictionTransformer<
    Microsoft.ML.Calibrators.CalibratedModelParametersBase<ActReg.MLNet.NetworkModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>>;

namespace ActReg.MLNet.Tests;

/// <summary>What the README shows works as it stands.</summary>
[TestClass]
public partial class ReadmeTests
{
    private static readonly string Text = File.ReadAllText(Repository.At("README.md"));

    [TestMethod]
    public async Task Its_code_runs_from_top_to_bottom()
    {
        File.Copy(PyTorchNetworks.PathOf("circles.safetensors"), "circles.safetensors", overwrite: true);
        var state = await DocumentedCode.RunAsync(Text);

        // Its ten lines learn what they are shown: noise of 0.1 between circles 0.2 apart leaves about 84% to be known.
        var mlContext = (MLContext)state.GetVariable("mlContext").Value;
        var model = (ITransformer)state.GetVariable("model").Value;
        var test = ((DataOperationsCatalog.TrainTestData)state.GetVariable("split").Value).TestSet;
        var accuracy = mlContext.BinaryClassification.Evaluate(model.Transform(test)).Accuracy;
        Assert.IsGreaterThan(0.75, accuracy);
        // Three rows of 299 for a machine that rounds otherwise.
        Assert.AreEqual(double.Parse(Printed().Match(Text).Groups[1].Value, CultureInfo.InvariantCulture), accuracy, 0.0101);

        // PyTorch's network knows circles as well, before and after it has gone on.
        var imported = (ImportedModel<BinaryModel>)state.GetVariable("imported").Value;
        foreach (var known in new[] { imported.Transformer, (ITransformer)state.GetVariable("tuned").Value })
            Assert.IsGreaterThan(0.75, mlContext.BinaryClassification.Evaluate(known.Transform((IDataView)state.GetVariable("circles").Value)).Accuracy);
        Assert.IsGreaterThan(1000, new FileInfo("circles.onnx").Length);

        // Of the made-up parcels distance and carrier tell, the weight does not.
        var loaded = (ITransformer)state.GetVariable("loaded").Value;
        var importance = PermutationImportance.Create(loaded, (IDataView)state.GetVariable("parcels").Value, "Late");
        TinyTraining.AreEqual(["Distance", "CarrierKey", "Weight"], importance.Columns.Select(column => column.Name));
        var folds = (IReadOnlyList<TrainCatalogBase.CrossValidationResult<CalibratedBinaryClassificationMetrics>>)state.GetVariable("folds").Value;
        Assert.AreEqual(
            double.Parse(Auc().Match(Text).Groups[1].Value, CultureInfo.InvariantCulture), folds.Average(fold => fold.Metrics.AreaUnderRocCurve), 0.01);
    }

    [GeneratedRegex(@"an AUC of (0\.\d+)")]
    private static partial Regex Auc();

    [GeneratedRegex(@"It prints (0\.\d+)")]
    private static partial Regex Printed();
}
