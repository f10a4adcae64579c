using System.Runtime.InteropServices;
using TorchSharp;

namespace ActReg.MLNet.Tests.Torch;

/// <summary>What the consumer projects are made of.</summary>
internal static class ConsumerPrograms
{
    public static string TorchSharpVersion { get; } = typeof(torch).Assembly.GetName().Version!.ToString(3);

    /// <summary>libtorch for this platform; the package brings those of three, which a portable build would copy.</summary>
    public static string LibTorch { get; } = string.Join(Environment.NewLine,
    [
        ConsumerProject.Package("TorchSharp-cpu", TorchSharpVersion),
        .. new[] { "linux-x64", "osx-arm64", "win-x64" }
            .Where(platform => platform != RuntimeInformation.RuntimeIdentifier)
            .Select(platform => ConsumerProject.Package(
                "libtorch-cpu-" + platform, ActReg.MLNet.NativeFolders.LibTorchVersion, "ExcludeAssets=\"all\"")),
    ]);

    /// <summary>
    /// Loads libtorch, asks for it from several threads at once and writes a sum. Given a folder, it links that to where native
    /// libraries are looked for after a first failure, and tries again.
    /// </summary>
    public const string WriteSum = """
        using System.Reflection;
        using System.Runtime.InteropServices;
        using TorchSharp;

        var load = Assembly.Load("ActReg.MLNet").GetType("ActReg.MLNet.TorchRuntime", throwOnError: true)
            .GetMethod("EnsureLoaded").CreateDelegate<Action>();
        try
        {
            load();
        }
        catch (DllNotFoundException error)
        {
            Console.WriteLine($"error {error.Message}");
            Console.WriteLine($"cause {error.InnerException.GetType().Name}");
            if (args.Length == 0)
                return 3;
            var runtimes = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier));
            Directory.Delete(Path.Combine(runtimes.FullName, "native"), recursive: true);
            Directory.CreateSymbolicLink(Path.Combine(runtimes.FullName, "native"), args[0]);
        }

        var threads = Enumerable.Range(0, 8).Select(_ => new Thread(() => load())).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Console.WriteLine($"sum {torch.ones(2).sum().item<float>()}");
        if (OperatingSystem.IsLinux())
            Console.WriteLine($"from memory {File.ReadAllText("/proc/self/maps").Contains("memfd:libLibTorchSharp.so")}");
        return 0;
        """;

    /// <summary>Runs a C# script with the engine that notebooks have.</summary>
    public const string RunScript = """
        using Microsoft.CodeAnalysis.CSharp.Scripting;

        await CSharpScript.RunAsync(File.ReadAllText(args[0]));
        """;

    public static string ScriptWritingSum(string torchSharp, string plugin) => $$"""
        #r "{{torchSharp}}"
        #r "{{plugin}}"
        using System;
        using System.Runtime.Loader;
        using TorchSharp;

        typeof(ActReg.MLNet.EpochMetrics).Assembly.GetType("ActReg.MLNet.TorchRuntime", throwOnError: true)
            .GetMethod("EnsureLoaded").CreateDelegate<Action>()();
        Console.WriteLine($"sum {torch.ones(2).sum().item<float>()}");
        Console.WriteLine($"default context {AssemblyLoadContext.GetLoadContext(typeof(torch).Assembly) == AssemblyLoadContext.Default}");
        Console.WriteLine($"from {typeof(torch).Assembly.Location}");
        """;
}
