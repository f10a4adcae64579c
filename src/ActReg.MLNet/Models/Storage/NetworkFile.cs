namespace ActReg.MLNet;

/// <summary>The binary form of a trained network; NetworkFile.md beside this file documents it.</summary>
internal static class NetworkFile
{
    internal const int CurrentVersion = 2;

    public static void Write(TrainedNetwork network, Stream stream) =>
        ChecksummedContent.Write(stream, CurrentVersion, NetworkContent.Encode(network));

    /// <exception cref="FormatException">The stream does not hold a whole, undamaged network that this version knows.</exception>
    public static TrainedNetwork Read(Stream stream)
    {
        var (version, content) = ChecksummedContent.Read(stream, CurrentVersion, "network");
        return NetworkContent.Decode(content, version);
    }
}
