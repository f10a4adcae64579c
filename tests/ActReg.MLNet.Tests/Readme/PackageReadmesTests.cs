using ActReg.MLNet.Tests.Testing;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>What the packages' READMEs show works as it stands. From the packages themselves, ActReg.MLNet.PackageTests run it.</summary>
[TestClass]
public sealed class PackageReadmesTests
{
    [TestMethod]
    public async Task The_plugins_code_runs_from_top_to_bottom()
    {
        try
        {
            var state = await RunAsync("ActReg.MLNet");
            var test = ((DataOperationsCatalog.TrainTestData)state.GetVariable("split").Value).TestSet;
            var loaded = (ITransformer)state.GetVariable("loaded").Value;
            Assert.IsGreaterThan(0.75, new MLContext().BinaryClassification.Evaluate(loaded.Transform(test)).Accuracy);
        }
        finally
        {
            File.Delete("rings.zip");
        }
    }

    [TestMethod]
    public async Task The_figures_code_runs_from_top_to_bottom()
    {
        try
        {
            await RunAsync("ActReg.MLNet.Plotting");
            Assert.IsTrue(File.Exists("rings.png"));
            Assert.IsTrue(File.Exists("rings-loss.png"));
        }
        finally
        {
            File.Delete("rings.png");
            File.Delete("rings-loss.png");
        }
    }

    private static Task<ScriptState> RunAsync(string project) => DocumentedCode.RunAsync(File.ReadAllText(Repository.At("src", project, "README.md")));
}
