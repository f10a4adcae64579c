namespace ActReg.MLNet;

/// <summary>A trained autoencoder as bytes; AutoencoderFile.md beside this file documents them.</summary>
internal sealed class AutoencoderContent(TrainedAutoencoder autoencoder) : IStoredContent
{
    private readonly NetworkContent _network = new(autoencoder.Network);

    public void WriteTo(IContentWriter writer)
    {
        writer.Write(autoencoder.Scale.Center.Count);
        writer.Write(autoencoder.Scale.Center.Span);
        writer.Write([autoencoder.Scale.Scale, autoencoder.ScoreThreshold]);
        writer.Write(NetworkFile.CurrentVersion);
        _network.WriteTo(writer);
    }

    /// <exception cref="FormatException">The bytes are not what <see cref="WriteTo"/> writes.</exception>
    public static TrainedAutoencoder Take(ContentReader reader)
    {
        var count = reader.TakeInt32();
        reader.Expect((long)count * sizeof(float));
        var center = new float[count];
        reader.Take(center);
        var numbers = new float[2];
        reader.Take(numbers);
        var networkVersion = reader.TakeInt32();
        ChecksummedContent.CheckVersion(networkVersion, NetworkFile.CurrentVersion, "network");
        var network = NetworkContent.Take(reader, reader.Remaining, networkVersion);
        var autoencoder = new TrainedAutoencoder(network, new FeatureScale(new ValueList<float>(center), numbers[0]), numbers[1]);
        return autoencoder.Problem() is { } problem ? throw new FormatException($"The stored autoencoder is wrong: {Excerpt.Of(problem)}") : autoencoder;
    }
}
