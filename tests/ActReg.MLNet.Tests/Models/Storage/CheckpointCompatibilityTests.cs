using System.Text;
using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>Trainings that earlier builds began can be ended. Golden/checkpoints/README.md says how they came to be.</summary>
[TestClass]
public sealed class CheckpointCompatibilityTests
{
    private const double Tolerance = 1e-6;
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Golden", "checkpoints");

    public static IEnumerable<object[]> Names => CompatibilityCheckpoint.Names.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Ends_as_if_this_build_had_trained_from_the_start(string name)
    {
        using var folder = new TemporaryFolder();
        File.Copy(Stored(name), folder["checkpoint"]);
        var expected = CompatibilityCheckpoint.Fit(name, new MLContext(seed: 1));
        var epochs = new List<int>();
        var actual = CompatibilityCheckpoint.Fit(
            name, new MLContext(seed: 1), folder["checkpoint"], epoch => epochs.Add(epoch.Metrics.Epoch));

        TinyTraining.AreEqual(Enumerable.Range(CompatibilityCheckpoint.InterruptedEpoch, epochs.Count), epochs, "it has gone on");
        Assert.IsGreaterThan(1, epochs.Count);
        Assert.IsEmpty(folder.Files, "left after the end");
        AssertClose(Weights(expected), Weights(actual));
        Assert.HasCount(expected.History.Count, actual.History);
        foreach (var (wanted, found) in expected.History.Zip(actual.History))
            AssertClose([.. wanted.Figures(), wanted.KernelPenalty], [.. found.Figures(), found.KernelPenalty]);
        Assert.AreEqual(expected.TrainingSettings, actual.TrainingSettings);
    }

    /// <summary>A checkpoint can be moved, and shown around.</summary>
    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Names_no_file_and_no_folder(string name)
    {
        using var folder = new TemporaryFolder();
        CompatibilityCheckpoint.Write(name, folder["checkpoint"]);
        foreach (var file in new[] { Stored(name), folder["checkpoint"] })
        {
            var checkpoint = new CheckpointFile(file).Read()!;
            var text = Encoding.UTF8.GetString([.. checkpoint.Fingerprint.ToJson(), .. NetworkDescription.Of(checkpoint.Network).ToJson()]);
            Assert.Contains("layers", text);
            Assert.DoesNotContain("/", text);
            Assert.DoesNotContain(@"\\", text);
        }
    }

    private static double[] Weights(NetworkModelParameters network) => Array.ConvertAll(network.AllWeights(), Convert.ToDouble);

    private static string Stored(string name) => Path.Combine(Folder, name + ".checkpoint");

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.HasCount(expected.Length, actual);
        for (var i = 0; i < expected.Length; i++)
        {
            if (double.IsNaN(expected[i]))
                Assert.IsTrue(double.IsNaN(actual[i]));
            else
                Assert.AreEqual(expected[i], actual[i], Tolerance);
        }
    }
}
