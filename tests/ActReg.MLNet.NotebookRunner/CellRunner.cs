using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.CSharp;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.PackageManagement;

namespace ActReg.MLNet.NotebookRunner;

/// <summary>Runs a notebook's code cells one after another in .NET Interactive's C# kernel, with what its tool adds to it. One runner at a time: it takes the console.</summary>
internal sealed class CellRunner : IDisposable
{
    private readonly CompositeKernel _kernel = CreateKernel();

    /// <summary>Runs a cell and returns what it shows, in order, but for what the kernel itself says of packages.</summary>
    /// <exception cref="CellFailedException">The cell is not valid C# here, or threw.</exception>
    public async Task<IReadOnlyList<NotebookOutput>> RunAsync(string code)
    {
        var outputs = new OutputCollector();
        var result = await _kernel.SendAsync(new SubmitCode(code, "csharp"));
        foreach (var happened in result.Events)
        {
            if (happened is CommandFailed failed)
                throw new CellFailedException(failed.Message);
            if (happened is DisplayEvent shown)
                outputs.Add(shown);
        }

        return outputs.Outputs;
    }

    public void Dispose() => _kernel.Dispose();

    private static CompositeKernel CreateKernel()
    {
        // What was restored once is not taken for what a feed has now.
        var csharp = new CSharpKernel()
            .UseNugetDirective(
                (kernel, packages) =>
                {
                    kernel.AddAssemblyReferences(packages.SelectMany(package => package.AssemblyPaths));
                    return Task.CompletedTask;
                },
                forceRestore: true)
            .UseKernelHelpers()
            .UseWho()
            .UseValueSharing();
        var all = new CompositeKernel { csharp };
        PackageExtensions.Load(all);
        return all;
    }
}
