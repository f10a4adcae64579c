namespace ActReg.MLNet;

/// <summary>A trained network as bytes: its description, then the history as float64, then the weights as float32.</summary>
internal static class NetworkContent
{
    public static byte[] Encode(TrainedNetwork network)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        var description = NetworkDescription.Of(network).ToJson();
        writer.Write(description.Length);
        writer.Write(description);
        foreach (var value in network.History.SelectMany(StoredHistory.Values))
            writer.Write(value);
        foreach (var weight in network.Weights)
        {
            foreach (var value in weight.Values)
                writer.Write(value);
        }

        writer.Flush();
        return stream.ToArray();
    }

    /// <exception cref="FormatException">The bytes are not what <see cref="Encode"/> of that format version writes.</exception>
    public static TrainedNetwork Decode(ReadOnlySpan<byte> content, int version)
    {
        var reader = new ContentReader(content);
        var description = NetworkDescription.FromJson(reader.TakeBytes(reader.TakeInt32()));
        var plan = description.Plan();
        var stored = new StoredHistory(description, version);
        // Before anything as long as the description says is allocated.
        reader.CheckRemaining(stored.Length * sizeof(double) + plan.Weights.Sum(weight => weight.Count) * sizeof(float));
        var history = stored.Take(ref reader);
        var weights = Weights.Zeros(plan);
        foreach (var weight in weights)
        {
            for (var i = 0; i < weight.Values.Length; i++)
                weight.Values[i] = reader.TakeSingle();
        }

        if (!weights.All(Weights.AreFinite))
            throw new FormatException("The stored network is damaged: a weight is infinite or not a number.");
        if (plan.Weights.Zip(weights, Weights.NegativeVariance).Any(value => value != null))
            throw new FormatException("The stored network is damaged: a moving variance is negative.");
        return new TrainedNetwork(plan, weights, history, description.Settings, description.LabelScale, description.Columns);
    }
}
