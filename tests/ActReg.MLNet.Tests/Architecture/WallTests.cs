namespace ActReg.MLNet.Tests.Architecture;

/// <summary>
/// What stands on what in the source tree. To draw the floors anew in the documentation:
/// <c>ACTREG_UPDATE_DOCS=1 dotnet test -c Release --filter Architecture</c>
/// </summary>
[TestClass]
public sealed class WallTests
{
    public static IEnumerable<string> ProjectNames => Projects.Names;

    [TestMethod]
    [DynamicData(nameof(ProjectNames))]
    public void Every_file_stands_on_a_floor(string name)
    {
        var project = Projects.Compiled(name);
        AreNone(Floors.Misplaced(project.Source.Floors, project.Files));
    }

    [TestMethod]
    [DynamicData(nameof(ProjectNames))]
    public void No_floor_uses_a_higher_one(string name)
    {
        var project = Projects.Compiled(name);
        AreNone(Floors.UpwardUses(project.Source.Floors, project.FileUses));
    }

    [TestMethod]
    [DynamicData(nameof(ProjectNames))]
    public void No_folders_use_each_other(string name) => AreNone(FolderCircles.Among(Projects.Compiled(name).FileUses));

    [TestMethod]
    [DynamicData(nameof(ProjectNames))]
    public void What_is_reserved_is_used_in_its_places(string name)
    {
        var project = Projects.Compiled(name);
        AreNone(project.Source.Reserved.SelectMany(reserved => reserved.Breaches(project.LibraryUses)));
    }

    // Code that the compiler does not understand would break no rule.
    [TestMethod]
    [DynamicData(nameof(ProjectNames))]
    public void All_code_compiles(string name) => AreNone(Projects.Compiled(name).Errors.Select(error => error.ToString()));

    [TestMethod]
    public void The_documentation_shows_the_floors()
    {
        var picture = ArchitecturePage.Picture(FloorDiagram.Draw(Projects.Compiled("ActReg.MLNet")));
        if (ArchitecturePage.IsUpdate)
            ArchitecturePage.Write(picture);
        Assert.AreEqual(picture, ArchitecturePage.Read(), ArchitecturePage.HowToUpdate);
    }

    private static void AreNone(IEnumerable<string> breaches)
    {
        string[] all = [.. breaches];
        if (all.Length > 0)
            Assert.Fail(string.Join('\n', all));
    }
}
