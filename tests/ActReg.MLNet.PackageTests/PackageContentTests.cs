using System.Buffers.Binary;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ActReg.MLNet.PackageTests;

[TestClass]
public sealed partial class PackageContentTests
{
    private const string Plugin = "ActReg.MLNet", Plotting = "ActReg.MLNet.Plotting", Interchange = "ActReg.MLNet.Interchange";

    [TestMethod]
    [DataRow(Plugin, "MIT")]
    [DataRow(Plotting, "MIT AND Apache-2.0")]
    [DataRow(Interchange, "MIT")]
    public void A_package_says_what_it_is(string id, string license)
    {
        using var package = new PackedFile(id);
        var metadata = package.Metadata;
        Assert.AreEqual(id, metadata.Element("id")!.Value);
        Assert.AreEqual(Workspace.Version, metadata.Element("version")!.Value);
        Assert.AreEqual(license, metadata.Element("license")!.Value);
        Assert.AreEqual("expression", metadata.Element("license")!.Attribute("type")!.Value);
        Assert.AreEqual("README.md", metadata.Element("readme")!.Value);
        Assert.AreEqual("icon.png", metadata.Element("icon")!.Value);
        Assert.Contains("ML.NET", metadata.Element("tags")!.Value.Split(' '));
        Assert.IsGreaterThan(20, metadata.Element("description")!.Value.Length);
        Assert.AreNotEqual(id, metadata.Element("authors")!.Value);
    }

    /// <summary>No libtorch, nothing of the build, no native library, no version that is pinned for builds here.</summary>
    [TestMethod]
    public void It_asks_for_what_its_users_need_and_nothing_else()
    {
        using var plugin = new PackedFile(Plugin);
        using var plotting = new PackedFile(Plotting);
        using var interchange = new PackedFile(Interchange);
        Assert.AreSequenceEqual(
            [.. Central("MathNet.Numerics", "Microsoft.ML", "System.Numerics.Tensors", "TorchSharp")], plugin.Dependencies);
        Assert.Contains("Microsoft.ML [5.0.1, 5.1.0)", plugin.Dependencies);
        Assert.AreSequenceEqual([$"{Plugin} [{Workspace.Version}]", .. Central("ScottPlot")], plotting.Dependencies);
        Assert.AreSequenceEqual([$"{Plugin} [{Workspace.Version}]"], interchange.Dependencies);
        foreach (var package in new[] { plugin, plotting, interchange })
            Assert.AreSequenceEqual(["net10.0"], package.Metadata.Descendants("group").Select(group => group.Attribute("targetFramework")!.Value));
    }

    [TestMethod]
    [DataRow(Plugin, new string[0])]
    [DataRow(Interchange, new string[0])]
    [DataRow(Plotting, new[] { "interactive-extensions/dotnet/extension.dib", "licenses/LICENSE-OpenSans.txt" })]
    public void It_holds_these_files_alone(string id, string[] more)
    {
        using var package = new PackedFile(id);
        using var symbols = new PackedFile(id, "snupkg");
        Assert.AreSequenceEqual(
            new[] { $"{id}.nuspec", "LICENSE", "README.md", "icon.png", $"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml" }.Concat(more).Order(StringComparer.Ordinal), package.Files);
        Assert.AreSequenceEqual([$"{id}.nuspec", $"lib/net10.0/{id}.pdb"], symbols.Files);
    }

    [TestMethod]
    [DataRow(Plugin, "T:ActReg.MLNet.TrainingEngine")]
    [DataRow(Plotting, "T:ActReg.MLNet.Plotting.Figures")]
    [DataRow(Interchange, "T:ActReg.MLNet.Interchange.KerasFile")]
    public void It_documents_what_is_public(string id, string member)
    {
        using var package = new PackedFile(id);
        var documented = XElement.Parse(package.Text($"lib/net10.0/{id}.xml")).Descendants("member").Single(element => element.Attribute("name")!.Value == member);
        Assert.IsGreaterThan(20, documented.Element("summary")!.Value.Trim().Length);
    }

    [TestMethod]
    [DataRow(Plugin)]
    [DataRow(Plotting)]
    [DataRow(Interchange)]
    public void Its_icon_has_the_size_that_NuGet_asks_for(string id)
    {
        using var package = new PackedFile(id);
        var icon = package.Bytes("icon.png");
        Assert.AreEqual(0x89504E47, BinaryPrimitives.ReadUInt32BigEndian(icon));
        Assert.AreEqual((128, 128), (BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(20))));
    }

    /// <summary>A feed shows neither relative pictures nor where relative links lead.</summary>
    [TestMethod]
    [DataRow(Plugin)]
    [DataRow(Plotting)]
    [DataRow(Interchange)]
    public void The_links_of_its_README_hold_in_a_feed(string id)
    {
        using var package = new PackedFile(id);
        var targets = Link().Matches(package.Text("README.md")).Select(match => match.Groups[1].Value);
        Assert.IsNotEmpty(targets);
        Assert.IsEmpty(targets.Where(target => !target.StartsWith("https://", StringComparison.Ordinal)));
    }

    /// <summary>libtorch of another version than TorchSharp's does not load.</summary>
    [TestMethod]
    public void Documentation_names_the_versions_of_the_build()
    {
        using var package = new PackedFile(Plugin);
        var torchSharp = package.Dependencies.Single(dependency => dependency.StartsWith("TorchSharp ", StringComparison.Ordinal)).Split(' ')[1];
        Assert.Contains($"dotnet add package TorchSharp-cpu --version {torchSharp}`", package.Text("README.md"));
        Assert.Contains($"Include=\"TorchSharp-cpu\" Version=\"{torchSharp}\"", Page.Packages.Text);
        Assert.Contains($"#:package {Plugin}@{Build.Version}\n", Page.Packages.Text);
    }

    /// <summary>As Directory.Packages.props has them, spaced as NuGet does.</summary>
    private static IEnumerable<string> Central(params string[] ids) => ids.Select(id =>
        $"{id} {XDocument.Load(Build.At("Directory.Packages.props")).Descendants("PackageVersion").Single(version => version.Attribute("Include")!.Value == id).Attribute("Version")!.Value.Replace(",", ", ", StringComparison.Ordinal)}");

    [GeneratedRegex(@"\]\(([^)]+)\)")]
    private static partial Regex Link();
}
