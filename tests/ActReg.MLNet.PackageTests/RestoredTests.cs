using System.Globalization;

namespace ActReg.MLNet.PackageTests;

/// <summary>Applications with the package: one without libtorch, one with it, and one that scores what they have trained.</summary>
[TestClass]
public sealed class RestoredTests
{
    private static Application _plain = null!, _torch = null!, _scoring = null!;

    [ClassInitialize]
    public static void BuildAll(TestContext context)
    {
        _plain = new("plain", ["Train.cs", "Customers.cs"]);
        _torch = new("torch", ["Train.cs", "Customers.cs"], Page.Packages.Block("xml", "TorchSharp-cpu"));
        _scoring = new("scoring", ["Score.cs", "Customers.cs"], Page.Packages.Block("xml", "UseCurrentRuntimeIdentifier"));
        // Half a gigabyte is neither unpacked once more, where the build has it, nor copied.
        if (Directory.Exists(Path.Combine(Build.PackageFolder, "libtorch-cpu-linux-x64")))
        {
            File.WriteAllText(_torch.In("nuget.config"), $"""
                <configuration>
                  <fallbackPackageFolders>
                    <add key="build" value="{Build.PackageFolder}" />
                  </fallbackPackageFolders>
                </configuration>
                """);
        }

        _plain.Build();
        _torch.Build("-p:CreateSymbolicLinksForCopyLocalIfPossible=true");
        _scoring.Build();
        foreach (var application in new[] { _plain, _torch, _scoring })
            Customers.Write(application.In("customers.csv"));
    }

    [TestMethod]
    public void Without_libtorch_it_trains_and_its_model_scores_elsewhere() => TrainsAndScoresElsewhere(_plain, "Fused");

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void With_libtorch_it_trains_by_it_and_its_model_scores_where_there_is_none() => TrainsAndScoresElsewhere(_torch, "Torch");

    [TestMethod]
    public void Without_libtorch_the_engine_that_needs_it_says_what_to_add()
    {
        var (exitCode, output) = _plain.Run("Torch");
        Assert.AreNotEqual(0, exitCode, output);
        Assert.Contains(Page.Packages.Text.Split('`').Single(code => code.StartsWith("DllNotFoundException: ", StringComparison.Ordinal)), output);
    }

    [TestMethod]
    public void Native_libraries_are_of_all_platforms_or_of_the_one_that_is_asked_for()
    {
        var runtimes = Path.Combine(_plain.Output, "runtimes");
        Assert.IsGreaterThan(3, Directory.GetDirectories(runtimes).Length);
        Assert.AreEqual(Page.Packages.Number("([0-9]+) MB of a first program"), Workspace.Megabytes(runtimes), 2);
        Assert.AreEqual(Page.Packages.Number("of a first program's ([0-9]+)"), Workspace.Megabytes(_plain.Output), 2);
        Assert.IsFalse(Directory.Exists(Path.Combine(_scoring.Output, "runtimes")));
        // ML.NET's and TorchSharp's lie beside the program then; of SkiaSharp there is none for Linux.
        if (!OperatingSystem.IsLinux())
            return;
        Assert.AreSequenceEqual(["SkiaSharp.dll"], Directory.GetFiles(_scoring.Output, "*Skia*").Select(Path.GetFileName));
        Assert.AreEqual(Page.Packages.Number("has its own only, and ([0-9]+) MB"), Workspace.Megabytes(_scoring.Output), 2);
    }

    private static void TrainsAndScoresElsewhere(Application application, string engine)
    {
        var (exitCode, output) = application.Run(engine);
        Assert.AreEqual(0, exitCode, output);
        var area = double.Parse(output[(output.LastIndexOf("AUC ", StringComparison.Ordinal) + 4)..], CultureInfo.InvariantCulture);
        Assert.IsGreaterThan(0.75, area, "age and city tell most of it");

        var (scored, scores) = _scoring.Run(application.In($"{engine}.zip"));
        Assert.AreEqual(0, scored, scores);
        Assert.AreEqual(File.ReadAllText(application.In($"{engine}.txt")), scores);
    }
}
