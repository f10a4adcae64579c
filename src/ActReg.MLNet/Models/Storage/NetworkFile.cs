namespace ActReg.MLNet;

/// <summary>The binary form of a trained network; NetworkFile.md beside this file documents it.</summary>
internal static class NetworkFile
{
    internal const int CurrentVersion = 2;

    /// <exception cref="InvalidOperationException">Its layers and settings take more room than there is.</exception>
    public static void Write(TrainedNetwork network, Stream stream) =>
        ChecksummedContent.Write(stream, CurrentVersion, new NetworkContent(network));

    /// <param name="stream">One that knows its length.</param>
    /// <exception cref="FormatException">The stream does not hold a whole, undamaged network that this version knows.</exception>
    public static TrainedNetwork Read(Stream stream) => ChecksummedContent.Read(
        stream, CurrentVersion, "network", (reader, version) => NetworkContent.Take(reader, reader.Remaining, version));
}
