namespace ActReg.MLNet;

/// <summary>The binary form of a trained autoencoder; AutoencoderFile.md beside this file documents it.</summary>
internal static class AutoencoderFile
{
    internal const int CurrentVersion = 1;

    /// <exception cref="InvalidOperationException">Its layers and settings take more room than there is.</exception>
    public static void Write(TrainedAutoencoder autoencoder, Stream stream) =>
        ChecksummedContent.Write(stream, CurrentVersion, new AutoencoderContent(autoencoder));

    /// <param name="stream">One that knows its length.</param>
    /// <exception cref="FormatException">The stream does not hold a whole, undamaged autoencoder that this version knows.</exception>
    public static TrainedAutoencoder Read(Stream stream) =>
        ChecksummedContent.Read(stream, CurrentVersion, "autoencoder", (reader, _) => AutoencoderContent.Take(reader));
}
