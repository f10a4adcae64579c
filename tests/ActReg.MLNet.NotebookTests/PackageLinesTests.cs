using ActReg.MLNet.NotebookRunner;

namespace ActReg.MLNet.NotebookTests;

[TestClass]
public sealed class PackageLinesTests
{
    [TestMethod]
    [DataRow("#i \"nuget:/path/to/feed\"\nvar x = 1;", "#i \"nuget:/here\"\nvar x = 1;")]
    [DataRow("#r \"nuget: ActReg.MLNet\"\n#r \"nuget: ActReg.MLNet.Plotting\"", "#r \"nuget: ActReg.MLNet, 1.2.3\"\n#r \"nuget: ActReg.MLNet.Plotting, 1.2.3\"")]
    public void The_feed_and_the_packages_versions_are_replaced(string code, string replaced) => Assert.AreEqual(replaced, PackageLines.Replace(code, "/here", "1.2.3"));

    [TestMethod]
    [DataRow("#r \"nuget: ActReg.MLNet, 0.1.0\"")]
    [DataRow("#r \"nuget: ActReg.MLNetwork2\"")]
    [DataRow("#r \"nuget: Microsoft.ML.FastTree\"")]
    [DataRow("var text = \"#r \\\"nuget: ActReg.MLNet\\\"\";")]
    public void Other_lines_stay(string code) => Assert.AreEqual(code, PackageLines.Replace(code, "/here", "1.2.3"));
}
