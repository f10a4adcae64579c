using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;
using BinaryTransformer = Microsoft.ML.Data.BinaryPredictionTransformer<Microsoft.ML.Calibrators.CalibratedModelParametersBase<
    ActReg.MLNet.NetworkModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>>;

namespace ActReg.MLNet.Tests;

/// <summary>What docs/recipes.md shows works as it stands.</summary>
[TestClass]
public sealed class RecipesTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public async Task Its_code_runs_from_top_to_bottom()
    {
        try
        {
            var state = await DocumentedCode.RunAsync(File.ReadAllText(Repository.At("docs", "recipes.md")));
            var changed = (ITransformer)state.GetVariable("changed").Value;
            var circles = (IDataView)state.GetVariable("circles").Value;
            AgreeAt(0.7f, changed.Transform(circles));
            AgreeAt(0.7f, _mlContext.Model.LoadVerified("careful.zip", out _).Transform(circles));
            var understood = (ITransformer)state.GetVariable("understood").Value;
            var read = understood.Transform((IDataView)state.GetVariable("reviews").Value);
            TinyTraining.AreEqual(
                [1, 2, 3, 4, 2, 5, 6, 2, 7, 4, 1, 3, 8, 9, 10],
                read.GetColumn<float[]>("Features").SelectMany(row => row.TakeWhile(number => number > 0)));
            Assert.IsTrue(read.GetColumn<float[]>("Features").All(row => row.Length == 20));
        }
        finally
        {
            File.Delete("circles.zip");
            File.Delete("careful.zip");
        }
    }

    /// <summary>The types that its table names, of pipelines and of trainers alone.</summary>
    [TestMethod]
    [DataRow("binary", typeof(BinaryTransformer))]
    [DataRow("multiclass", typeof(MulticlassPredictionTransformer<MulticlassNetworkModelParameters>))]
    [DataRow("regression", typeof(RegressionPredictionTransformer<NetworkModelParameters>))]
    public void Loaded_parts_have_the_types_that_it_names(string task, Type type)
    {
        var loaded = VerifiedPipeline.Load(VerifiedPipeline.Of(task).Save());
        var part = Parts(loaded).Single(type.IsInstanceOfType);
        using var alone = new MemoryStream();
        _mlContext.Model.Save(part, null, alone);
        Assert.IsInstanceOfType(new MLContext().Model.Load(alone, out _), type);
    }

    private static IEnumerable<ITransformer> Parts(ITransformer model) =>
        model is TransformerChain<ITransformer> chain ? chain.SelectMany(Parts) : [model];

    private static void AgreeAt(float threshold, IDataView scored)
    {
        TinyTraining.AreEqual(
            scored.GetColumn<float>("Probability").Select(probability => probability > threshold), scored.GetColumn<bool>("PredictedLabel"));
        Assert.Contains(true, scored.GetColumn<bool>("PredictedLabel"));
        Assert.Contains(probability => probability is > 0.5f and < 0.7f, scored.GetColumn<float>("Probability"));
    }
}
