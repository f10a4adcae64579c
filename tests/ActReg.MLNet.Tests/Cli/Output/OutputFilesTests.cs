using ActReg.MLNet.Cli.Terminal;

namespace ActReg.MLNet.Tests.Cli;

[TestClass]
public sealed class OutputFilesTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("actreg-").FullName;

    [TestCleanup]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    [DataRow("a", "a")]
    [DataRow("a", "./b/../a")]
    [DataRow("a", "link to a")]
    [DataRow("folder/a", "link to folder/a")]
    [DataRow("folder/a", "link to link to folder/a")]
    [DataRow("link to folder/link to a", "folder/../a")]
    public void Two_names_of_one_file_are_refused_before_anything_is_made(string one, string other)
    {
        Link("link to a", "a");
        Link("link to folder", "folder");
        Link("link to link to folder", "./link to folder");
        Link("folder/link to a", "../a");
        var names = Names();
        var error = Assert.ThrowsExactly<WrongUsageException>(
            () => OutputFiles.Check([Path("--json", one), null, Path("--model", other)], [Path("--output", "new")]));
        Assert.StartsWith("--json and --model must not name the same file; both name '", error.Message);
        CollectionAssert.AreEqual(names, Names());
    }

    [TestMethod]
    public void A_file_that_is_read_is_not_written()
    {
        var error = Assert.ThrowsExactly<WrongUsageException>(
            () => OutputFiles.Check([Path("--model", "a")], read: [Path("--data", "a")]));
        Assert.AreEqual($"--data and --model must not name the same file; both name '{In("a")}'.", error.Message);
    }

    [TestMethod]
    public void Links_in_a_circle_cannot_be_written()
    {
        Link("one", "two");
        Link("two", "one");
        var error = Assert.ThrowsExactly<IOException>(() => OutputFiles.Check([Path("--json", "one"), Path("--model", "a")]));
        Assert.StartsWith($"--json '{In("one")}' cannot be written: ", error.Message);
    }

    [TestMethod]
    public void A_folder_cannot_be_written_as_a_file()
    {
        var error = Assert.ThrowsExactly<IOException>(
            () => OutputFiles.Check([Path("--json", "new")], [Path("--output", "new/pictures")]));
        Assert.AreEqual($"--json '{In("new")}' cannot be written: It is a folder.", error.Message);
    }

    [TestMethod]
    public void Files_of_other_names_are_fine_and_not_made_yet()
    {
        OutputFiles.Check([Path("--json", "a"), Path("--model", "b"), Path("--output", "pictures").File("a")], [Path("--output", "pictures")]);
        Assert.IsEmpty(Directory.GetFiles(_folder, "*", SearchOption.AllDirectories));
        Assert.IsTrue(Directory.Exists(In("pictures")));
    }

    [TestMethod]
    public void A_folder_that_is_missing_is_not_made_for_a_file()
    {
        var error = Assert.ThrowsExactly<IOException>(() => OutputFiles.Check([Path("--model", "nwe/m.zip")]));
        Assert.AreEqual($"--model '{In("nwe/m.zip")}' cannot be written: there is no folder '{In("nwe")}'; make it first.", error.Message);
        Assert.IsEmpty(Names());
    }

    private string In(string name) => System.IO.Path.Combine(_folder, name);

    private OutputPath Path(string option, string name) => new(option, In(name));

    private string[] Names() => Directory.GetFileSystemEntries(_folder, "*", SearchOption.AllDirectories);

    private void Link(string name, string target)
    {
        Directory.CreateDirectory(In("folder"));
        File.CreateSymbolicLink(In(name), target);
    }
}
