using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace ActReg.MLNet.PackageTests;

[TestClass]
public sealed class PackedAssemblyTests
{
    /// <summary>The compiler saw copies of two of them with their internals public.</summary>
    [TestMethod]
    [DataRow("Microsoft.ML.Core")]
    [DataRow("Microsoft.ML.Data")]
    public void The_plugin_refers_to_ML_NETs_own_assemblies(string name)
    {
        using var package = new PackedFile("ActReg.MLNet");
        using var assembly = Assembly(package);
        var metadata = assembly.GetMetadataReader();
        var referred = metadata.AssemblyReferences.Select(handle => metadata.GetAssemblyReference(handle).GetAssemblyName()).Single(reference => reference.Name == name);
        var minimum = package.Dependencies.Single(dependency => dependency.StartsWith("Microsoft.ML ", StringComparison.Ordinal)).Split('[', ',')[1];
        var own = AssemblyName.GetAssemblyName(Path.Combine(Build.PackageFolder, "microsoft.ml", minimum, "lib", "netstandard2.0", $"{name}.dll"));
        Assert.AreEqual(own.FullName, referred.FullName);
    }

    /// <summary>Beside .NET: what the packages bring that it asks for.</summary>
    [TestMethod]
    [DataRow("ActReg.MLNet", new[] { "MathNet.Numerics", "Microsoft.ML.Core", "Microsoft.ML.Data", "Microsoft.ML.DataView", "Microsoft.ML.StandardTrainers", "System.Numerics.Tensors", "TorchSharp" })]
    [DataRow("ActReg.MLNet.Plotting", new[] { "ActReg.MLNet", "Microsoft.ML.Core", "Microsoft.ML.Data", "Microsoft.ML.DataView", "ScottPlot", "SkiaSharp" })]
    [DataRow("ActReg.MLNet.Interchange", new[] { "ActReg.MLNet" })]
    public void It_refers_to_nothing_of_the_build(string id, string[] expected)
    {
        using var package = new PackedFile(id);
        using var assembly = Assembly(package);
        var metadata = assembly.GetMetadataReader();
        var names = metadata.AssemblyReferences.Select(handle => metadata.GetAssemblyReference(handle).GetAssemblyName().Name!);
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        Assert.AreEqual(
            string.Join(", ", expected), string.Join(", ", names.Where(name => !File.Exists(Path.Combine(framework, $"{name}.dll"))).Order(StringComparer.Ordinal)));
    }

    /// <summary>The same sources make the same bytes, wherever they lie.</summary>
    [TestMethod]
    [DataRow("ActReg.MLNet")]
    [DataRow("ActReg.MLNet.Plotting")]
    [DataRow("ActReg.MLNet.Interchange")]
    public void Its_symbols_are_its_own_and_name_no_folder_of_the_build(string id)
    {
        if (Build.Configuration != "Release")
            Assert.Inconclusive("Only release builds are packed for others.");

        using var package = new PackedFile(id);
        using var symbolPackage = new PackedFile(id, "snupkg");
        using var assembly = Assembly(package);
        using var symbols = MetadataReaderProvider.FromPortablePdbImage([.. symbolPackage.Bytes($"lib/net10.0/{id}.pdb")]);
        var pdb = symbols.GetMetadataReader();
        var entries = assembly.ReadDebugDirectory();
        Assert.Contains(DebugDirectoryEntryType.Reproducible, entries.Select(entry => entry.Type));
        var codeView = entries.Single(entry => entry.Type == DebugDirectoryEntryType.CodeView);
        Assert.AreEqual(
            new BlobContentId(assembly.ReadCodeViewDebugDirectoryData(codeView).Guid, codeView.Stamp), new BlobContentId(ImmutableArray.Create(pdb.DebugMetadataHeader!.Id.AsSpan())));

        var paths = pdb.Documents.Select(handle => pdb.GetString(pdb.GetDocument(handle).Name)).Append(assembly.ReadCodeViewDebugDirectoryData(codeView).Path);
        Assert.AreEqual("", string.Join(", ", paths.Where(path => !path.StartsWith("/_", StringComparison.Ordinal))));
    }

    private static PEReader Assembly(PackedFile package) => new([.. package.Bytes($"lib/net10.0/{package.Id}.dll")]);
}
