using ActReg.MLNet.TestLogger;

namespace ActReg.MLNet.Tests.Testing;

/// <summary>What is told of tests while they run, and after.</summary>
[TestClass]
public sealed class RunProgressTests
{
    private readonly RunProgress _progress = new();

    [TestMethod]
    public void Counts_are_told_with_the_class_that_a_test_ended_of_last()
    {
        Assert.AreEqual("P: 0 tests in 20 s, 0 failed", Line(20));
        for (var test = 0; test < 1199; test++)
            _progress.Add("A.B.FirstTests.Test", TimeSpan.Zero, isFailed: test < 2);
        _progress.Add("A.B.LastTests.Test(System.String,System.Double)", TimeSpan.Zero, isFailed: false);
        Assert.AreEqual("P: 1,200 tests in 95 s, 2 failed; the last of LastTests", Line(95.4));
    }

    [TestMethod]
    public void Classes_are_listed_by_the_time_of_all_their_tests()
    {
        for (var each = 0; each < 12; each++)
        {
            for (var test = 0; test <= each; test++)
                _progress.Add($"A.Class{each}.Test{test}", TimeSpan.FromSeconds(0.5), isFailed: false);
        }

        var lines = _progress.Slowest("P", TimeSpan.FromSeconds(60)).Split('\n');
        Assert.AreSequenceEqual(
            ["P: 78 tests in 60 s, 0 failed", "The classes that took longest, in seconds; several tests run at a time:", "     6.0  A.Class11, 12 tests", "     5.5  A.Class10, 11 tests"],
            lines[..4]);
        Assert.AreSequenceEqual(["     1.5  A.Class2, 3 tests", ""], lines[^2..]);
    }

    private string Line(double seconds) => _progress.Line("P", TimeSpan.FromSeconds(seconds));
}
