using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.Tests.Architecture;

/// <summary>The walls. Who wants another order of floors, or another way through, changes a list here.</summary>
internal static class Projects
{
    private static readonly SourceProject Library = new(
        "ActReg.MLNet",
        ProjectCompiler.FriendOfMLNet,
        ["Studies", "Plugin", "Models", "Training", "Engine", "Network", "Numerics"],
        [
            Reserved.MLNetInternals("Plugin"),
            Reserved.TorchSharp(
                "Engine/Torch", "Engine/LibTorch",
                // Penalties of users' own are written in it.
                "Network/Regularizers/ActivityRegularizer.cs", "Network/Regularizers/CustomActivityRegularizer.cs"),
        ]);

    private static readonly SourceProject Plotting = new(
        "ActReg.MLNet.Plotting", "ActReg.MLNet.Plotting", ["Html", "Figures", "Notebooks", "Rendering", "Panels", "Data", "Style"], []);

    private static readonly SourceProject Interchange = new(
        "ActReg.MLNet.Interchange", "ActReg.MLNet.Interchange", ["Keras", "PyTorch", "Hdf5", "Files"], []);

    private static readonly SourceProject CommandLine = new(
        "ActReg.MLNet.Cli", "actreg", [Folders.Root, "Commands", "CommandLine", "Reports", "Output", "Studies", "Tables"], []);

    private static readonly Dictionary<string, Lazy<CompiledProject>> CompiledOnce =
        new[] { Library, Plotting, Interchange, CommandLine }.ToDictionary(
            project => project.Name,
            project => new Lazy<CompiledProject>(
                () => ProjectCompiler.Compile(project, SourceFile.AllOf(Repository.At("src", project.Name)))));

    public static IEnumerable<string> Names => CompiledOnce.Keys;

    public static CompiledProject Compiled(string name) => CompiledOnce[name].Value;
}
