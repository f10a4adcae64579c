using System.Buffers.Binary;
using ActReg.MLNet.Tests.Testing;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests.Fuzzing;

/// <summary>What a damaged autoencoder must be: refused by our own exception, or one that makes codes.</summary>
internal static class FuzzedAutoencoder
{
    private const long MostMemory = 64 << 20;

    /// <summary>Autoencoders as they are stored.</summary>
    public static byte[][] Files { get; } =
    [
        .. StoredNetworks.All.Where(network => network.Plan.OutputSize == network.Plan.InputSize && network.Plan.Layers.Any(layer => layer.IsCode))
            .Select(network => Store(new TrainedAutoencoder(network, new FeatureScale(new(Enumerable.Range(0, network.Plan.InputSize).Select(i => i - 0.5f)), 2), 0.25f))),
    ];

    public static byte[] Store(TrainedAutoencoder autoencoder)
    {
        using var stream = new MemoryStream();
        AutoencoderFile.Write(autoencoder, stream);
        return stream.ToArray();
    }

    /// <summary>Changes what stands before the network, or the network.</summary>
    public static byte[] Damage(Random random, byte[] content, byte[] other)
    {
        var start = NetworkStart(content);
        if (start <= 0 || start >= content.Length || random.Next(2) == 0)
            return ByteDamage.Apply(random, content, other, [0, sizeof(int), Math.Max(0, start - sizeof(int))]);
        var otherStart = NetworkStart(other);
        return [.. content[..start], .. NetworkDamage.Apply(random, content[start..], otherStart > 0 && otherStart < other.Length ? other[otherStart..] : [])];
    }

    /// <summary>Reads, and makes codes of some rows; returns whether it was read.</summary>
    public static bool Run(byte[] stored, Random random)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var autoencoder = AutoencoderFile.Read(new MemoryStream(stored));
            CheckMemory(before, stored);
            Encode(autoencoder, random);
            return true;
        }
        catch (FormatException e)
        {
            CheckMemory(before, stored);
            FuzzedNetwork.CheckRefusal(e);
            return false;
        }
    }

    private static void Encode(TrainedAutoencoder autoencoder, Random random)
    {
        var plan = autoencoder.Network.Plan;
        if (plan.ParameterLength > 1 << 20 || plan.Steps.Sum(step => (long)step.Stride + step.WorkspaceLength(1)) > 1 << 20)
            return;
        var row = new AutoencoderRow(autoencoder, new NetworkScorer(autoencoder.Network));
        row.Set(new VBuffer<float>(plan.InputSize, Numbers.Array(random, plan.InputSize)));
        var code = new float[autoencoder.CodeSize];
        row.WriteCode(code);
        var reconstruction = new float[plan.InputSize];
        row.WriteReconstruction(reconstruction);
        Assert.IsTrue(!row.CanBeRead || row.Error() >= 0 || float.IsNaN(row.Error()));
    }

    private static int NetworkStart(byte[] content) =>
        content.Length < sizeof(int) ? -1 : (int)Math.Clamp(BinaryPrimitives.ReadInt32LittleEndian(content) * (long)sizeof(float) + 4 * sizeof(int), -1, int.MaxValue);

    private static void CheckMemory(long before, byte[] stored) =>
        Assert.IsLessThan(MostMemory + 4L * stored.Length, GC.GetAllocatedBytesForCurrentThread() - before, "bytes allocated");
}
