using System.Collections.Concurrent;
using System.Reactive.Linq;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Events;

namespace ActReg.MLNet.NotebookRunner;

/// <summary>Runs the script <c>interactive-extensions/dotnet/extension.dib</c> of a package after the cell that references it, as the tool dotnet-interactive does; its library does not.</summary>
internal static class PackageExtensions
{
    public static void Load(CompositeKernel kernel)
    {
        var scripts = new ConcurrentQueue<FileInfo>();
        kernel.AddMiddleware(async (command, context, next) =>
        {
            await next(command, context);
            while (scripts.TryDequeue(out var script))
                await kernel.LoadAndRunInteractiveDocument(script, context.Command);
        });
        kernel.RegisterForDisposal(kernel.KernelEvents.OfType<PackageAdded>()
            .Select(added => added.PackageReference.PackageRoot).Where(root => root != null).Distinct()
            .Select(root => new FileInfo(Path.Combine(root, "interactive-extensions", "dotnet", "extension.dib")))
            .Where(script => script.Exists).Subscribe(scripts.Enqueue));
    }
}
