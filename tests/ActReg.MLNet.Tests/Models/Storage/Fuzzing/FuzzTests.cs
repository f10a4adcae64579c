using System.Globalization;
using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;

namespace ActReg.MLNet.Tests.Fuzzing;

/// <summary>
/// Random damage of stored networks, autoencoders and checkpoints, most of it under a right checksum. Each case is a number; CONTRIBUTING.md says how
/// to run more of them, or one again.
/// </summary>
[TestClass]
public sealed class FuzzTests : IDisposable
{
    private const int UsualCases = 2000;
    private const int MostChanges = 4;
    private const long MostBytes = 1 << 22;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FuzzedCheckpoint _checkpoint = new();
    private readonly StoredModel _model = Save();
    private readonly byte[][] _networks;
    private readonly byte[][] _checkpoints;

    public FuzzTests()
    {
        _networks =
        [
            .. GoldenEntries.Models.Select(GoldenEntries.Network), .. StoredNetworks.All.Select(StoredNetworks.Store),
            _model.Entry[_model.Network],
        ];
        _checkpoints = [_checkpoint.Stored, .. GoldenEntries.Checkpoints.Select(File.ReadAllBytes)];
    }

    public void Dispose() => _checkpoint.Dispose();

    [TestMethod]
    public void Damage_is_refused_or_does_no_harm()
    {
        var first = Setting("ACTREG_FUZZ_SEED", 0);
        var cases = Setting("ACTREG_FUZZ_CASES", UsualCases);
        var current = first;
        using var watch = new Timer(_ => Console.Error.WriteLine($"case {Volatile.Read(ref current)} is still running"), null, Patience, Patience);
        var accepted = 0;
        for (; current < first + cases; Interlocked.Increment(ref current))
        {
            watch.Change(Patience, Patience);
            try
            {
                accepted += Run(current) ? 1 : 0;
            }
            catch (Exception e)
            {
                throw new AssertFailedException(
                    $"case {current}: ACTREG_FUZZ_SEED={current} ACTREG_FUZZ_CASES=1 dotnet test -c Release --filter FullyQualifiedName~Fuzz\n{e}", e);
            }
        }

        // Where none or all were, the damage would be too much or too little.
        if (cases >= UsualCases)
            Assert.IsTrue(accepted > cases / 50 && accepted < cases / 2, $"{accepted} of {cases} were read");
    }

    private bool Run(int seed)
    {
        var random = new Random(seed);
        var kind = random.Next(20);
        if (kind < 5)
            return _checkpoint.Run(Damaged(random, _checkpoints, CheckpointDamage.Apply));
        if (kind > 17)
            return FuzzedAutoencoder.Run(Damaged(random, FuzzedAutoencoder.Files, FuzzedAutoencoder.Damage), random);
        var stored = Damaged(random, _networks, NetworkDamage.Apply);
        return kind == 5 ? RunInMLNet(stored) : FuzzedNetwork.Run(stored, random);
    }

    /// <summary>Through ML.NET's own loading, which refuses sound networks too: those of other features than the model's.</summary>
    private bool RunInMLNet(byte[] stored)
    {
        try
        {
            StoredModel.Load(_model.WithNetwork(stored));
            return true;
        }
        catch (Exception e)
        {
            if (!FuzzedNetwork.IsSound(stored))
                FuzzedNetwork.CheckRefusal(e);
            return false;
        }
    }

    private static byte[] Damaged(Random random, byte[][] files, Func<Random, byte[], byte[], byte[]> damage)
    {
        var stored = ByteDamage.Pick(random, files);
        if (random.Next(10) == 0)
            return ByteDamage.Apply(random, stored, ByteDamage.Pick(random, files), [0, sizeof(int), 2 * sizeof(int)]);
        var content = StoredContent.Of(stored);
        for (var changes = random.Next(1, MostChanges + 1); changes > 0 && content.Length < MostBytes; changes--)
            content = damage(random, content, StoredContent.Of(ByteDamage.Pick(random, files)));
        return StoredContent.Seal(content, random.Next(20) == 0 ? random.Next(4) : StoredContent.Version(stored));
    }

    private static StoredModel Save()
    {
        var mlContext = new MLContext(seed: 1);
        var data = TinyTraining.Circles(mlContext);
        return new StoredModel(mlContext, TinyTraining.Trainer(mlContext).Fit(data), data.Schema);
    }

    private static int Setting(string name, int usual) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
