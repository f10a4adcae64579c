using System.Reflection;
using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.Tests.Readme;

/// <summary>Pages of options and layers say what the code says.</summary>
[TestClass]
public sealed class ReferencePagesTests
{
    [TestMethod]
    public void Options_are_those_of_the_code() => Is("options.md", ReferencePages.Options());

    [TestMethod]
    public void Layers_are_those_of_the_code() => Is("layers.md", ReferencePages.Layers());

    [TestMethod]
    public void Every_layer_stands_beside_Kerass()
    {
        var page = Pages.Read("docs/keras.md");
        var methods = typeof(Layer).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Where(method => !method.IsSpecialName && method.ReturnType.IsAssignableTo(typeof(Layer)));
        Assert.IsEmpty(methods.Select(method => method.Name).Distinct().Where(name => !page.Contains($"{name}(", StringComparison.Ordinal) && !page.Contains($"`{name}`", StringComparison.Ordinal)).ToArray());
    }

    private static void Is(string page, string expected)
    {
        var path = Repository.At("docs", page);
        if (Environment.GetEnvironmentVariable("ACTREG_UPDATE_DOCS") == "1")
            File.WriteAllText(path, expected);
        Assert.AreEqual(expected, File.ReadAllText(path), $"docs/{page} is not what the code's comments say: ACTREG_UPDATE_DOCS=1 dotnet test -c Release --filter ReferencePages");
    }
}
