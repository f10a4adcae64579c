namespace ActReg.MLNet;

/// <summary>A trained network as bytes: its description, then the history as float64, then the weights as float32.</summary>
internal static class NetworkContent
{
    private const int ValuesPerEpoch = 7;

    public static byte[] Encode(TrainedNetwork network)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        var description = NetworkDescription.Of(network).ToJson();
        writer.Write(description.Length);
        writer.Write(description);
        foreach (var value in network.History.SelectMany(Values))
            writer.Write(value);
        foreach (var weight in network.Weights)
        {
            foreach (var value in weight.Values)
                writer.Write(value);
        }

        writer.Flush();
        return stream.ToArray();
    }

    /// <exception cref="FormatException">The bytes are not what <see cref="Encode"/> writes.</exception>
    public static TrainedNetwork Decode(ReadOnlySpan<byte> content)
    {
        var reader = new ContentReader(content);
        var description = NetworkDescription.FromJson(reader.TakeBytes(reader.TakeInt32()));
        // Before anything as long as the description says is allocated.
        reader.CheckRemaining((Int128)description.Epochs * ValuesPerEpoch * sizeof(double) + description.WeightCount * sizeof(float));
        var history = new EpochMetrics[description.Epochs];
        for (var i = 0; i < history.Length; i++)
            history[i] = TakeMetrics(i + 1, ref reader);
        var weights = Weights.Zeros(description.Plan());
        foreach (var weight in weights)
        {
            for (var i = 0; i < weight.Values.Length; i++)
                weight.Values[i] = reader.TakeSingle();
        }

        if (!weights.All(Weights.AreFinite))
            throw new FormatException("The stored network is damaged: a weight is infinite or not a number.");
        return new TrainedNetwork(description.InputSize, description.Layers, weights, history, description.Settings, description.LabelScale);
    }

    private static double[] Values(EpochMetrics metrics) =>
    [
        metrics.Loss, metrics.DataLoss, metrics.ActivityPenalty, metrics.Accuracy,
        metrics.ValidationLoss, metrics.ValidationDataLoss, metrics.ValidationAccuracy,
    ];

    private static EpochMetrics TakeMetrics(int epoch, ref ContentReader reader) => new()
    {
        Epoch = epoch,
        Loss = reader.TakeDouble(),
        DataLoss = reader.TakeDouble(),
        ActivityPenalty = reader.TakeDouble(),
        Accuracy = reader.TakeDouble(),
        ValidationLoss = reader.TakeDouble(),
        ValidationDataLoss = reader.TakeDouble(),
        ValidationAccuracy = reader.TakeDouble(),
    };
}
