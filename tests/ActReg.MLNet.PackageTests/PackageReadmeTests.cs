using System.Globalization;
using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.PackageTests;

/// <summary>Who has the packages and their READMEs alone gets to what these promise, by their commands and code.</summary>
[TestClass]
public sealed class PackageReadmeTests
{
    [TestMethod]
    public void The_plugins_leads_to_a_saved_and_scored_model()
    {
        var page = Readme("ActReg.MLNet");
        var folder = Commands.Run(Workspace.Folder, page.Block(""));
        string[] programs = [.. page.Blocks("csharp")];
        Assert.HasCount(2, programs);
        Assert.IsGreaterThan(0.75, double.Parse(Run(folder, programs[0]), CultureInfo.InvariantCulture));

        string[] probabilities = Run(folder, programs[1]).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.HasCount(5, probabilities);
        foreach (var probability in probabilities)
            Assert.IsInRange(0, 1, float.Parse(probability, CultureInfo.InvariantCulture));
    }

    [TestMethod]
    public void The_figures_leads_to_pictures()
    {
        var page = Readme("ActReg.MLNet.Plotting");
        var folder = Commands.Run(Workspace.Folder, page.Block(""));
        Run(folder, page.Block("csharp"));
        foreach (var picture in new[] { "rings.png", "rings-loss.png" })
            Assert.IsGreaterThan(10_000, new FileInfo(Path.Combine(folder, picture)).Length, picture);
    }

    [TestMethod]
    public void The_interchanges_leads_to_a_file_of_PyTorchs()
    {
        var page = Readme("ActReg.MLNet.Interchange");
        var folder = Commands.Run(Workspace.Folder, page.Block(""));
        Assert.IsGreaterThan(0.75, double.Parse(Run(folder, page.Block("csharp")), CultureInfo.InvariantCulture));
        Assert.IsGreaterThan(500, new FileInfo(Path.Combine(folder, "circles.pt")).Length);
    }

    private static Page Readme(string id)
    {
        using var package = new PackedFile(id);
        return new Page(package.Text("README.md"));
    }

    private static string Run(string folder, string program)
    {
        File.WriteAllText(Path.Combine(folder, "Program.cs"), program);
        var (exitCode, output) = Workspace.Run(folder, SdkProcess.Dotnet, "run", "-c", "Release");
        Assert.AreEqual(0, exitCode, output);
        return output;
    }
}
