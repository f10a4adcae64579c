namespace ActReg.MLNet;

/// <summary>A checkpoint as bytes; CheckpointFile.md beside this file documents them.</summary>
/// <param name="checkpoint">The checkpoint.</param>
/// <param name="mostBytesOfShortLength">The most bytes whose number is written as an int32.</param>
internal sealed class CheckpointContent(Checkpoint checkpoint, long mostBytesOfShortLength = int.MaxValue) : IStoredContent
{
    /// <summary>The longest JSON of a fingerprint, which has the layers as a text, quotes and all.</summary>
    private const int MostBytesOfFingerprint = 4 * NetworkDescription.MostBytes;

    private const int LongLength = -1;

    private readonly byte[] _fingerprint = checkpoint.Fingerprint.ToJson();
    private readonly NetworkContent _network = new(checkpoint.Network);

    public void WriteTo(IContentWriter writer)
    {
        WriteLength(writer, _fingerprint.Length);
        writer.Write(_fingerprint);
        writer.Write(NetworkFile.CurrentVersion);
        WriteLength(writer, ContentLength.Of(_network));
        _network.WriteTo(writer);
        writer.Write(checkpoint.Engine.Step);
        Write(writer, checkpoint.Engine.Parameters);
        writer.Write(checkpoint.Engine.Slots.Count);
        foreach (var slot in checkpoint.Engine.Slots)
            Write(writer, slot);
        Write(writer, checkpoint.Penalties.Strengths);
        Write(writer, checkpoint.Penalties.ZeroFractions);
        Write(writer, checkpoint.Penalties.EarlierZeroFractions);
    }

    /// <exception cref="FormatException">The bytes are not what <see cref="WriteTo"/> writes.</exception>
    public static Checkpoint Take(ContentReader reader)
    {
        var fingerprint = TakeFingerprint(reader);
        var networkVersion = reader.TakeInt32();
        ChecksummedContent.CheckVersion(networkVersion, NetworkFile.CurrentVersion, "network");
        var network = NetworkContent.Take(reader, TakeLength(reader), networkVersion);
        var step = reader.TakeInt32();
        var parameters = TakeSingles(reader);
        var slots = new float[TakeSlotCount(reader)][];
        for (var i = 0; i < slots.Length; i++)
            slots[i] = TakeSingles(reader);
        var penalties = new PenaltyState(TakeDoubles(reader), TakeDoubles(reader), TakeDoubles(reader));
        return new Checkpoint(fingerprint, network, new EngineState(step, parameters, slots), penalties);
    }

    private static TrainingFingerprint TakeFingerprint(ContentReader reader)
    {
        var length = TakeLength(reader);
        return length <= MostBytesOfFingerprint
            ? TrainingFingerprint.FromJson(reader.TakeBytes((int)length))
            : throw new FormatException(
                $"The stored checkpoint's fingerprint is wrong: it has {length} bytes, and at most {MostBytesOfFingerprint} can be.");
    }

    /// <summary>No optimizer has more slots than bytes are left for their lengths.</summary>
    private static int TakeSlotCount(ContentReader reader)
    {
        var count = reader.TakeInt32();
        reader.Expect((long)count * sizeof(int));
        return count;
    }

    private void Write(IContentWriter writer, float[] values)
    {
        WriteLength(writer, values.LongLength * sizeof(float));
        writer.Write(values);
    }

    private void Write(IContentWriter writer, double[] values)
    {
        WriteLength(writer, values.LongLength * sizeof(double));
        writer.Write(values);
    }

    private void WriteLength(IContentWriter writer, long bytes)
    {
        if (bytes <= mostBytesOfShortLength)
        {
            writer.Write((int)bytes);
            return;
        }

        writer.Write(LongLength);
        writer.Write(bytes);
    }

    private static float[] TakeSingles(ContentReader reader)
    {
        var values = new float[TakeCount(reader, sizeof(float))];
        reader.Take(values);
        return values;
    }

    private static double[] TakeDoubles(ContentReader reader)
    {
        var values = new double[TakeCount(reader, sizeof(double))];
        for (var i = 0; i < values.Length; i++)
            values[i] = reader.TakeDouble();
        return values;
    }

    private static int TakeCount(ContentReader reader, int valueLength)
    {
        var (count, rest) = Math.DivRem(TakeLength(reader), valueLength);
        return rest == 0 && count <= Array.MaxLength ? (int)count : throw new FormatException(
            $"The stored checkpoint is damaged: {count} values of {valueLength} bytes are followed by {rest} bytes.");
    }

    /// <summary>The bytes that come next.</summary>
    private static long TakeLength(ContentReader reader)
    {
        long length = reader.TakeInt32();
        if (length == LongLength)
            length = reader.TakeInt64();
        reader.Expect(length);
        return length;
    }
}
