using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.DotNet.Interactive.Formatting;

namespace ActReg.MLNet.NotebookRunner;

/// <summary>
/// Runs a notebook's code cells one after another in one C# script, the way the kernel <c>.net-csharp</c> does: same engine, same
/// usings, same formatters. One runner at a time: it takes the console.
/// </summary>
internal sealed class CellRunner(string notebookFolder)
{
    private readonly ScriptOptions _options = ScriptOptions.Default
        .WithLanguageVersion(LanguageVersion.Latest)
        .WithMetadataResolver(new BuildReferenceResolver(notebookFolder))
        .AddImports(
            "System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq",
            typeof(KernelFunctions).FullName!, typeof(KernelExtensions).Namespace!)
        .AddReferences(typeof(Enumerable).Assembly, typeof(Formatter).Assembly, typeof(KernelFunctions).Assembly);

    private ScriptState<object>? _state;

    /// <summary>Runs a cell and formats what it shows, in order.</summary>
    /// <exception cref="CompilationErrorException">The cell is not valid C# here.</exception>
    public async Task<IReadOnlyList<NotebookOutput>> RunAsync(string code)
    {
        var outputs = new List<NotebookOutput>();
        using var console = new ConsoleCapture(text => outputs.Add(NotebookOutput.Console(text)));
        KernelExtensions.OnDisplay((value, mimeType) =>
        {
            console.Flush();
            outputs.Add(OutputFormatter.Format(NotebookOutput.Displayed, value, mimeType));
        });
        _state = _state is null ? await CSharpScript.RunAsync(code, _options) : await _state.ContinueWithAsync(code, _options);
        console.Flush();
        if (_state.ReturnValue is { } result)
            outputs.Add(OutputFormatter.Format(NotebookOutput.Result, result));
        return outputs;
    }
}
