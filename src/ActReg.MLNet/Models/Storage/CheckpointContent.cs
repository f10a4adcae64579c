using System.Runtime.InteropServices;

namespace ActReg.MLNet;

/// <summary>A checkpoint as bytes; CheckpointFile.md beside this file documents them.</summary>
internal static class CheckpointContent
{
    public static byte[] Encode(Checkpoint checkpoint)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        WriteBytes(writer, checkpoint.Fingerprint.ToJson());
        writer.Write(NetworkFile.CurrentVersion);
        WriteBytes(writer, NetworkContent.Encode(checkpoint.Network));
        writer.Write(checkpoint.Engine.Step);
        WriteValues(writer, checkpoint.Engine.Parameters);
        writer.Write(checkpoint.Engine.Slots.Count);
        foreach (var slot in checkpoint.Engine.Slots)
            WriteValues(writer, slot);
        WriteValues(writer, checkpoint.Penalties.Strengths);
        WriteValues(writer, checkpoint.Penalties.ZeroFractions);
        WriteValues(writer, checkpoint.Penalties.EarlierZeroFractions);
        writer.Flush();
        return stream.ToArray();
    }

    /// <exception cref="FormatException">The bytes are not what <see cref="Encode"/> writes.</exception>
    public static Checkpoint Decode(ReadOnlySpan<byte> content)
    {
        var reader = new ContentReader(content);
        var fingerprint = TrainingFingerprint.FromJson(TakeBytes(ref reader));
        var networkVersion = reader.TakeInt32();
        var network = NetworkContent.Decode(TakeBytes(ref reader), networkVersion);
        var step = reader.TakeInt32();
        var parameters = TakeValues<float>(ref reader);
        var slots = new float[reader.TakeInt32()][];
        for (var i = 0; i < slots.Length; i++)
            slots[i] = TakeValues<float>(ref reader);
        var penalties = new PenaltyState(
            TakeValues<double>(ref reader), TakeValues<double>(ref reader), TakeValues<double>(ref reader));
        reader.CheckRemaining(0);
        return new Checkpoint(fingerprint, network, new EngineState(step, parameters, slots), penalties);
    }

    private static void WriteBytes(BinaryWriter writer, byte[] bytes)
    {
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    private static ReadOnlySpan<byte> TakeBytes(ref ContentReader reader) => reader.TakeBytes(reader.TakeInt32());

    private static void WriteValues<T>(BinaryWriter writer, T[] values)
        where T : unmanaged =>
        WriteBytes(writer, MemoryMarshal.AsBytes<T>(values).ToArray());

    private static T[] TakeValues<T>(ref ContentReader reader)
        where T : unmanaged =>
        MemoryMarshal.Cast<byte, T>(TakeBytes(ref reader)).ToArray();
}
