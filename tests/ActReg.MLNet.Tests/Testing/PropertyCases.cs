using System.Reflection;
using System.Text.RegularExpressions;
using ActReg.MLNet.Tests.Testing;
using CsCheck;

namespace ActReg.MLNet.Tests;

/// <summary>
/// Makes property tests draw the same cases in every run: a test that fails once in a thousand random cases fails always or never. The seed that
/// CsCheck prints, and the one that a test gives, are of a first case alone; it draws the others by a generator of the thread's.
/// </summary>
/// <remarks><c>ACTREG_NEW_CASES=1</c> leaves that as it is, to look for other cases.</remarks>
[TestClass]
public sealed partial class PropertyCases
{
    private static readonly FieldInfo Generator =
        typeof(PCG).GetField("threadPCG", BindingFlags.NonPublic | BindingFlags.Static) ?? throw new MissingFieldException(nameof(PCG), "threadPCG");

    /// <summary>Called by MSTest before each test, on its thread.</summary>
    [GlobalTestInitialize]
    public static void Begin(TestContext context)
    {
        if (Environment.GetEnvironmentVariable("ACTREG_NEW_CASES") == null)
            Begin($"{context.FullyQualifiedTestClassName}.{context.TestDisplayName}");
    }

    [TestMethod]
    public void Are_the_same_after_the_same_name()
    {
        Begin("a");
        var first = Draw();
        var second = Draw();
        Begin("a");
        CollectionAssert.AreEqual(first, Draw());
        CollectionAssert.AreNotEqual(first, second);
        Begin("b");
        CollectionAssert.AreNotEqual(first, Draw());
    }

    /// <summary>What other threads draw is not seeded.</summary>
    [TestMethod]
    public void Are_drawn_on_the_tests_own_thread()
    {
        foreach (var file in Directory.EnumerateFiles(Repository.At("tests", "ActReg.MLNet.Tests"), "*.cs", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(file);
            Assert.AreEqual(Calls().Count(text), Threads().Count(text), file);
        }
    }

    [GeneratedRegex(@"\.Sample\(")]
    private static partial Regex Calls();

    [GeneratedRegex(@"threads: [1]\b")]
    private static partial Regex Threads();

    /// <summary>Cases are drawn on the calling thread, which is the one that has been seeded.</summary>
    private static List<int> Draw()
    {
        var drawn = new List<int>();
        Gen.Int.Sample(value => drawn.Add(value), iter: 20, threads: 1);
        return drawn;
    }

    private static void Begin(string name)
    {
        ulong hash = 14695981039346656037;
        foreach (var letter in name)
            hash = (hash ^ letter) * 1099511628211;
        Generator.SetValue(null, new PCG(1, hash));
    }
}
