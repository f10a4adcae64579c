namespace ActReg.MLNet.Tests.Architecture;

/// <summary>Projects of a few files, to test the wall on.</summary>
internal static class House
{
    public static readonly string[] Floors = ["Plugin", "Training", "Engine"];

    public static CompiledProject Of(params (string Path, string Text)[] files)
    {
        var house = WithErrors(files);
        BreachesAre(house.Errors.Select(error => error.ToString()));
        return house;
    }

    public static CompiledProject WithErrors(params (string Path, string Text)[] files) => ProjectCompiler.Compile(
        new SourceProject("House", ProjectCompiler.FriendOfMLNet, Floors, []),
        files.Select(file => new SourceFile(file.Path, file.Text)));

    public static void BreachesAre(IEnumerable<string> breaches, params string[] expected) =>
        Assert.AreEqual(string.Join('\n', expected), string.Join('\n', breaches));
}
