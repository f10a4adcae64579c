using System.Globalization;

namespace ActReg.MLNet.InterchangeTests.Fuzzing;

/// <summary>
/// Random damage of files of Keras and PyTorch: what is refused is refused by a message, in little time and memory. Each case is a number; CONTRIBUTING.md says how to run more of them, or one again.
/// </summary>
[TestClass]
public sealed class FuzzTests
{
    private const int UsualCases = 600;

    /// <summary>What a file may take by its size, and whatever its size.</summary>
    private const long MostBytesPerByte = 250;
    private const long MostBytes = 64 << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly (string Name, byte[] Bytes)[] Files =
    [
        .. from file in new[] { ("keras", "*.keras"), ("keras", "*.h5"), ("hdf5", "*.h5"), ("archives", "*.keras"), ("pytorch", "*.pt"), ("pickles", "*.pt") }
           from path in Directory.GetFiles(Golden.At(file.Item1), file.Item2).Order(StringComparer.Ordinal)
           where new FileInfo(path).Length < 200_000
           select (Path.GetFileName(path), File.ReadAllBytes(path)),
    ];

    [TestMethod]
    public void Damage_is_refused_or_does_no_harm()
    {
        var (first, cases) = (Setting("ACTREG_FUZZ_SEED", 0), Setting("ACTREG_FUZZ_CASES", UsualCases));
        using var folder = new TemporaryFolder();
        var accepted = 0;
        for (var seed = first; seed < first + cases; seed++)
        {
            var random = new Random(seed);
            var (name, original) = Files[random.Next(Files.Length)];
            var path = folder.At(name);
            File.WriteAllBytes(path, Damage.Apply(random, original));
            try
            {
                accepted += Run(path) ? 1 : 0;
            }
            catch (Exception e)
            {
                throw new AssertFailedException(
                    $"case {seed}, {name}: ACTREG_FUZZ_SEED={seed} ACTREG_FUZZ_CASES=1 dotnet test -c Release --filter FullyQualifiedName~InterchangeTests.Fuzz\n{e}", e);
            }
        }

        Console.WriteLine($"cases {first} to {first + cases - 1}, {accepted} of them read");
        // Where none or all were, the damage would be too much or too little.
        if (cases >= UsualCases)
            Assert.IsTrue(accepted > cases / 50 && accepted < cases * 3 / 4, $"{accepted} of {cases} were read");
    }

    /// <returns>Whether something was read.</returns>
    private static bool Run(string path)
    {
        var reads = path.EndsWith(".pt", StringComparison.Ordinal)
            ? new Action[] { () => PyTorchFile.ReadStateDict(path) } : [() => KerasFile.ReadWeights(path), () => KerasFile.ReadNetwork(path)];
        var isRead = false;
        var most = MostBytes + MostBytesPerByte * new FileInfo(path).Length;
        foreach (var read in reads)
        {
            var start = DateTime.UtcNow;
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                read();
                isRead = true;
            }
            catch (Exception e) when (e is FormatException or IOException or NotSupportedException)
            {
                Assert.IsTrue(e.Message.Length is > 20 and < 20_000, e.Message);
                Assert.DoesNotContain('\n', e.Message);
            }

            Assert.IsLessThan(most, GC.GetAllocatedBytesForCurrentThread() - before, "bytes");
            Assert.IsLessThan(Patience, DateTime.UtcNow - start);
        }

        return isRead;
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
