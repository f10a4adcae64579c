using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.ML;
using TorchSharp;

namespace ActReg.MLNet.Tests.Torch;

/// <summary>What the consumer projects are made of.</summary>
internal static class ConsumerPrograms
{
    public static string TorchSharpVersion { get; } = typeof(torch).Assembly.GetName().Version!.ToString(3);

    /// <summary>libtorch for this platform; the package brings those of four, 600 MB each.</summary>
    public static string LibTorch { get; } = string.Join(Environment.NewLine,
    [
        ConsumerProject.Package("TorchSharp-cpu", TorchSharpVersion),
        .. new[] { "linux-x64", "osx-arm64", "win-arm64", "win-x64" }
            .Where(platform => platform != RuntimeInformation.RuntimeIdentifier)
            .Select(platform => $"""<PrunePackageReference Include="libtorch-cpu-{platform}" Version="9999" />"""),
    ]);

    public static string MLNetVersion { get; } = typeof(MLContext).Assembly.GetName().Version!.ToString(3);

    /// <summary>What the plugin's package brings to every program, but for TorchSharp.</summary>
    public static string MLNet { get; } = string.Join(Environment.NewLine,
    [
        ConsumerProject.Package("Microsoft.ML", MLNetVersion),
        ConsumerProject.Package("System.Numerics.Tensors", TensorsVersion),
    ]);

    // The assembly's version is the package's with a 0 in the middle.
    private static string TensorsVersion =>
        typeof(TensorPrimitives).Assembly.GetName().Version is { } version ? $"{version.Major}.{version.Minor}.{version.Revision}" : "";

    /// <summary>What a program writes that trained.</summary>
    public const string Trained = "trained 3 epochs";

    /// <summary>
    /// Trains with the Torch engine, then on several threads at once. Given a folder, it links that to where native libraries are
    /// looked for after a first failure, and tries again; told to be early, it uses TorchSharp before.
    /// </summary>
    public const string TrainWithTorch = """
        using System.Runtime.InteropServices;
        using ActReg.MLNet;
        using Microsoft.ML;

        if (args is ["early"])
        {
            try
            {
                _ = TorchSharp.torch.zeros(1);
            }
            catch (Exception failure)
            {
                Console.WriteLine($"refused {failure.GetType().Name}");
            }
        }

        try
        {
            Train();
        }
        catch (DllNotFoundException error)
        {
            Console.WriteLine($"error {error.Message}");
            Console.WriteLine($"cause {error.InnerException.GetType().Name}");
            if (args is [] or ["early"])
                return 3;
            var runtimes = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier));
            Directory.Delete(Path.Combine(runtimes.FullName, "native"), recursive: true);
            Directory.CreateSymbolicLink(Path.Combine(runtimes.FullName, "native"), args[0]);
        }

        var threads = Enumerable.Range(0, 8).Select(_ => new Thread(() => Train())).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Console.WriteLine($"trained {Train()} epochs");
        if (OperatingSystem.IsLinux())
            Console.WriteLine($"from memory {File.ReadAllText("/proc/self/maps").Contains("memfd:libLibTorchSharp.so")}");
        return 0;

        static int Train()
        {
            var mlContext = new MLContext(seed: 1);
            var options = new ActivityRegularizedMlpOptions { Epochs = 3, Engine = TrainingEngine.Torch };
            return mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(options)
                .Fit(mlContext.Data.LoadCircles(40, noise: 0.1)).Model.SubModel.History.Count;
        }
        """;

    /// <summary>Runs a C# script with the engine that notebooks have.</summary>
    public const string RunScript = """
        using Microsoft.CodeAnalysis.CSharp.Scripting;

        await CSharpScript.RunAsync(File.ReadAllText(args[0]));
        """;

    /// <param name="torchSharp">TorchSharp.dll, of a build or the package cache.</param>
    /// <param name="plugin">The plugin, with ML.NET's libraries beside it.</param>
    public static string ScriptThatTrains(string torchSharp, string plugin) => $$"""
        #r "{{torchSharp}}"
        #r "{{plugin}}"
        #r "{{Path.Combine(Path.GetDirectoryName(plugin)!, "Microsoft.ML.Data.dll")}}"
        #r "{{Path.Combine(Path.GetDirectoryName(plugin)!, "Microsoft.ML.Core.dll")}}"
        #r "{{Path.Combine(Path.GetDirectoryName(plugin)!, "Microsoft.ML.DataView.dll")}}"
        using System;
        using System.Runtime.Loader;
        using ActReg.MLNet;
        using Microsoft.ML;
        using TorchSharp;

        var mlContext = new MLContext(seed: 1);
        var options = new ActivityRegularizedMlpOptions { Epochs = 3, Engine = TrainingEngine.Torch };
        var model = mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(options).Fit(mlContext.Data.LoadCircles(40, noise: 0.1));
        Console.WriteLine($"trained {model.Model.SubModel.History.Count} epochs");
        Console.WriteLine($"default context {AssemblyLoadContext.GetLoadContext(typeof(torch).Assembly) == AssemblyLoadContext.Default}");
        Console.WriteLine($"from {typeof(torch).Assembly.Location}");
        """;
}
