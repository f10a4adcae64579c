using System.Globalization;
using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.Tests;

/// <summary>A program in training that is killed, as by <c>kill -9</c>, and started again.</summary>
[TestClass]
[DoNotParallelize]
public sealed class KilledProcessTests
{
    /// <summary>Sets how often the program is killed with each engine.</summary>
    private const string KillsVariable = "ACTREG_KILLS";

    private static readonly int? Kills =
        int.TryParse(Environment.GetEnvironmentVariable(KillsVariable), CultureInfo.InvariantCulture, out var kills) ? kills : null;

    /// <summary>A checkpoint, of 3 MB, takes as long as an epoch: kills fall into its writing, too.</summary>
    [TestMethod]
    [DataRow("Fused", 17)]
    [DataRow("Torch", 3)]
    public void Ends_as_if_it_had_never_been_killed(string engine, int kills)
    {
        kills = Kills ?? kills;
        using var folder = new TemporaryFolder();
        // More than there can be between a kill and the next.
        var epochs = $"{6 * kills + 4}";
        var (exitCode, expected) = TrainerProgram.Run(engine, folder["uninterrupted"], epochs);
        Assert.AreEqual(0, exitCode, expected);
        var random = new Random(kills);
        var epoch = 0;
        for (var kill = 0; kill < kills; kill++)
        {
            var (first, last) = RunAndKill([engine, folder["checkpoint"], epochs], epoch + 1 + random.Next(2), random.Next(30));
            // The epoch is told before its checkpoint is written, and after the one before it.
            Assert.IsTrue(first == epoch + 1 || (first == epoch && epoch > 0), $"went on with epoch {first} after epoch {epoch}");
            epoch = last;
            Assert.IsLessThanOrEqualTo(2, folder.Files.Length, "what an earlier kill left is still there");
        }

        var (code, output) = TrainerProgram.Run(engine, folder["checkpoint"], epochs);
        Assert.AreEqual(0, code, output);
        Assert.IsEmpty(folder.Files);
        Assert.AreEqual(Result(expected), Result(output));
        Assert.DoesNotContain("epoch 1\n", output, "it has gone on");
    }

    /// <summary>
    /// Kills the program some milliseconds after it has told of an epoch; returns the first and the last epoch that it told of.
    /// </summary>
    private static (int First, int Last) RunAndKill(string[] arguments, int epoch, int delay)
    {
        using var process = TrainerProgram.Launch(arguments);
        var told = new List<int>();
        while (told.Count == 0 || told[^1] < epoch)
        {
            told.Add(Epoch(process.StandardOutput.ReadLine())
                ?? throw new AssertFailedException(process.StandardError.ReadToEnd()));
        }

        Thread.Sleep(delay);
        process.Kill();
        process.WaitForExit();
        while (Epoch(process.StandardOutput.ReadLine()) is { } later)
            told.Add(later);
        return (told[0], told[^1]);
    }

    private static int? Epoch(string? line) => line?.StartsWith("epoch ", StringComparison.Ordinal) == true
        ? int.Parse(line[6..], CultureInfo.InvariantCulture) : null;

    private static string Result(string output) =>
        output.Split('\n').Single(line => line.StartsWith("result ", StringComparison.Ordinal));
}
