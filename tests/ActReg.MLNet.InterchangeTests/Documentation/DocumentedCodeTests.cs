using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.ML;

namespace ActReg.MLNet.InterchangeTests.Documentation;

/// <summary>What the package's README and its page show works as it stands, in a folder with the files that it names.</summary>
[TestClass]
public sealed partial class DocumentedCodeTests
{
    private static readonly string Root = typeof(DocumentedCodeTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    [TestMethod]
    public async Task The_page_runs_from_top_to_bottom()
    {
        var state = await RunAsync("docs/interchange-keras-pytorch.md", ("dense.keras", Golden.At("keras", "dense.keras")), ("dense.pt", Golden.At("pytorch", "dense.pt")));
        Assert.HasCount(30, (float[][])state.GetVariable("scores").Value);
    }

    [TestMethod]
    public async Task The_readme_runs_from_top_to_bottom()
    {
        var state = await RunAsync("src/ActReg.MLNet.Interchange/README.md");
        var circles = (IDataView)state.GetVariable("circles").Value;
        var imported = (dynamic)state.GetVariable("imported").Value;
        Assert.IsGreaterThan(0.75, new MLContext().BinaryClassification.Evaluate(((ITransformer)imported.Transformer).Transform(circles)).Accuracy);
    }

    private static async Task<ScriptState> RunAsync(string page, params (string Name, string Path)[] files)
    {
        using var folder = new TemporaryFolder();
        foreach (var (name, path) in files)
            File.Copy(path, folder.At(name));
        var options = ScriptOptions.Default
            .AddReferences(
                typeof(EpochMetrics).Assembly, typeof(KerasFile).Assembly, typeof(MLContext).Assembly, typeof(IDataView).Assembly, typeof(ITransformer).Assembly, typeof(NormalizationCatalog).Assembly,
                typeof(StandardTrainersCatalog).Assembly)
            .AddImports("System", "System.Collections.Generic", "System.IO", "System.Linq");
        var before = Environment.CurrentDirectory;
        Environment.CurrentDirectory = folder.At();
        try
        {
            var state = await CSharpScript.RunAsync("", options);
            foreach (Match block in CSharpBlock().Matches(await File.ReadAllTextAsync(Path.Combine(Root, page))))
                state = await state.ContinueWithAsync(block.Groups[1].Value);
            return state;
        }
        finally
        {
            Environment.CurrentDirectory = before;
        }
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();
}
