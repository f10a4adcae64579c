using System.Text.RegularExpressions;
using ActReg.MLNet.NotebookRunner;
using ActReg.MLNet.PackageTests;
using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.NotebookTests;

/// <summary>The notebooks' twins. ACTREG_UPDATE_NOTEBOOKS=1 writes them anew, and ACTREG_ALL_APPS=1 runs each, not only the quickest.</summary>
[TestClass]
public sealed partial class FileBasedAppTests
{
    private const string Quickest = "table.ipynb";

    private readonly string _folder = Directory.CreateTempSubdirectory("actreg-").FullName;

    public static IEnumerable<string> FileNames => NotebookFolder.FileNames;

    private static IEnumerable<string> Run => Environment.GetEnvironmentVariable("ACTREG_ALL_APPS") == "1" ? FileNames : [Quickest];

    [TestCleanup]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    [DynamicData(nameof(FileNames))]
    public void It_has_the_notebooks_code(string fileName)
    {
        var (notebook, path) = (NotebookFile.Read(NotebookFolder.File(fileName)), NotebookFolder.File(Path.ChangeExtension(fileName, ".cs")));
        var code = FileBasedApp.Of(notebook, Build.Version);
        if (NotebookFolder.IsUpdate)
            File.WriteAllText(path, code);
        Assert.AreEqual(code, File.ReadAllText(path), NotebookFolder.HowToUpdate);
    }

    [TestMethod]
    [DynamicData(nameof(Run))]
    public void It_runs_and_saves_the_figures(string fileName)
    {
        // As in the repository, with the files that hold the repository's own settings off; the data are where they are there.
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "notebooks")).FullName;
        foreach (var file in Directory.EnumerateFiles(NotebookFolder.Path, "Directory.*"))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        Directory.CreateSymbolicLink(Path.Combine(_folder, "tests"), Build.At("tests"));
        var (name, data) = (Path.ChangeExtension(fileName, ".cs"), Directory.CreateDirectory(Path.Combine(_folder, "data")).FullName);
        File.WriteAllText(
            Path.Combine(folder, name), OwnPackage().Replace(File.ReadAllText(NotebookFolder.File(name)), $"$1@{Feed.Version}").Replace(FileBasedApp.PackedFolder, Feed.Folder, StringComparison.Ordinal));

        using var process = SdkProcess.Create(folder, SdkProcess.Dotnet, ["run", name]);
        process.StartInfo.Environment["XDG_DATA_HOME"] = data;
        var (exitCode, output) = SdkProcess.Run(process);
        Assert.AreEqual(0, exitCode, output);
        Assert.DoesNotContain("warning", output, output);
        // A history's curves are one figure in a notebook, too.
        var shown = NotebookFile.Read(NotebookFolder.File(fileName)).CodeCells.SelectMany(cell => cell.Outputs).Sum(saved => EmbeddedPng.Extract(saved.Text).Sizes.Count);
        Assert.HasCount(shown, Directory.GetFiles(folder, "*.png"), output);
    }

    [TestMethod]
    public void A_cells_last_value_is_shown_types_come_last_and_what_is_the_kernels_is_left_out()
    {
        var path = Path.Combine(_folder, "tiny.ipynb");
        File.WriteAllText(path, """
            {"cells": [
              {"cell_type": "code", "source": "#i \"nuget:/feed\"\n#r \"nuget: ActReg.MLNet\"\n#r \"nuget: Other, 1.2\"\nusing System.IO;\nusing Microsoft.DotNet.Interactive.Formatting.TabularData;"},
              {"cell_type": "markdown", "source": "# Above it\n## A heading\n\nand text"},
              {"cell_type": "code", "source": "class Row { }\n\n// Why.\nvar x = 1;\nx.ToTabularDataResource()"},
              {"cell_type": "code", "source": "int Twice(int value) => 2 * value;\nConsole.WriteLine(Twice(x));"},
              {"cell_type": "markdown", "source": "# Of nothing"}
            ]}
            """);
        var code = FileBasedApp.Of(NotebookFile.Read(path), "3.4");
        Assert.StartsWith("""
            // The code of tiny.ipynb, which a test wrote here: from this folder, dotnet run tiny.cs
            #:package ActReg.MLNet@3.4
            #:package Other@1.2
            // Until the packages are on nuget.org: where 'dotnet pack -c Release' in the repository's folder puts them.
            #:property RestoreAdditionalProjectSources=../artifacts/package/release
            #:property PublishAot=false
            #:property UseCurrentRuntimeIdentifier=true
            #:property Nullable=disable

            using ActReg.MLNet.Plotting;
            using Microsoft.ML;
            using System.IO;

            // A heading
            // Why.
            var x = 1;
            Shown.Show(x);

            int Twice(int value) => 2 * value;
            Console.WriteLine(Twice(x));


            class Row { }

            """.ReplaceLineEndings("\n"), code);
        Assert.Contains("$\"tiny-{++_figures}.png\"", code);
    }

    [GeneratedRegex(@"^(#:package ActReg\.MLNet(?:\.[A-Za-z]+)*)@\S+", RegexOptions.Multiline)]
    private static partial Regex OwnPackage();
}
