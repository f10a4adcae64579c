using System.Text.RegularExpressions;
using ActReg.MLNet.Plotting;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>The code in a page.</summary>
internal static partial class DocumentedCode
{
    /// <summary>Runs all blocks, one after the other, as one script.</summary>
    public static async Task<ScriptState> RunAsync(string page)
    {
        var options = ScriptOptions.Default
            .AddReferences(typeof(EpochMetrics).Assembly, typeof(MLContext).Assembly, typeof(IDataView).Assembly, typeof(ITransformer).Assembly, typeof(NormalizationCatalog).Assembly, typeof(StandardTrainersCatalog).Assembly)
            .AddReferences(typeof(TorchSharp.torch).Assembly, typeof(System.Text.Json.JsonSerializer).Assembly, typeof(Figures).Assembly, typeof(OnnxExportExtensions).Assembly)
            // What a console project has without asking.
            .AddImports("System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Threading", "System.Threading.Tasks");
        string[] blocks = [.. CSharpBlock().Matches(page).Select(match => match.Groups[1].Value)];
        Assert.IsNotEmpty(blocks);
        var state = await CSharpScript.RunAsync("", options);
        foreach (var block in blocks)
            state = await state.ContinueWithAsync(block);
        return state;
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();
}
