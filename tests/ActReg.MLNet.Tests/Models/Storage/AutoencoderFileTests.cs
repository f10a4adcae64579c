using ActReg.MLNet.Tests.Fuzzing;
using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.Tests;

/// <summary>Autoencoders as bytes, as AutoencoderFile.md has them.</summary>
[TestClass]
public sealed class AutoencoderFileTests
{
    [TestMethod]
    public void Come_back_as_they_were()
    {
        Assert.IsGreaterThan(2, FuzzedAutoencoder.Files.Length);
        foreach (var file in FuzzedAutoencoder.Files)
        {
            var read = AutoencoderFile.Read(new MemoryStream(file));
            Assert.AreEqual(2, read.Scale.Scale);
            Assert.AreEqual(0.25f, read.ScoreThreshold);
            TinyTraining.AreEqual([-0.5f, 0.5f, 1.5f, 2.5f], read.Scale.Center);
            TinyTraining.AreEqual(file, FuzzedAutoencoder.Store(read));
        }
    }

    [TestMethod]
    public void Any_changed_or_missing_byte_is_noticed()
    {
        var file = FuzzedAutoencoder.Files[0];
        for (var place = 0; place < file.Length; place += 7)
        {
            var changed = file.ToArray();
            changed[place] ^= 0x10;
            Assert.ThrowsExactly<FormatException>(() => AutoencoderFile.Read(new MemoryStream(changed)));
            Assert.ThrowsExactly<FormatException>(() => AutoencoderFile.Read(new MemoryStream(file[..place])));
        }
    }

    /// <summary>Under a right checksum.</summary>
    [TestMethod]
    public void What_does_not_fit_is_told()
    {
        Refused("featureScale.scale must be finite and greater than 0; received 0.", file => file with { Scale = file.Scale with { Scale = 0 } });
        Refused("featureScale.center[1] must be finite; received NaN.", file => file with { Scale = file.Scale with { Center = new([0, float.NaN, 0, 0]) } });
        Refused("featureScale.center must be 4 numbers; received 3.", file => file with { Scale = file.Scale with { Center = new([0, 0, 0]) } });
        Refused("scoreThreshold must be finite and at least 0; received -1.", file => file with { ScoreThreshold = -1 });
        Refused("the stored network is no autoencoder", file => file with { Network = StoredNetworks.All.First(network => network.Plan.InputSize == 4 && network.Plan.OutputSize == 1) });

        static void Refused(string problem, Func<TrainedAutoencoder, TrainedAutoencoder> change)
        {
            var changed = FuzzedAutoencoder.Store(change(AutoencoderFile.Read(new MemoryStream(FuzzedAutoencoder.Files[0]))));
            Assert.AreEqual($"The stored autoencoder is wrong: {problem}", Assert.ThrowsExactly<FormatException>(() => AutoencoderFile.Read(new MemoryStream(changed))).Message);
        }
    }
}
