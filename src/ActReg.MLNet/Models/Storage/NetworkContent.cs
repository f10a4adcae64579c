namespace ActReg.MLNet;

/// <summary>A trained network as bytes: its description, then the history as float64, then the weights as float32.</summary>
internal sealed class NetworkContent : IStoredContent
{
    private readonly TrainedNetwork _network;
    private readonly byte[] _description;

    /// <exception cref="InvalidOperationException">Its description is longer than one can be.</exception>
    public NetworkContent(TrainedNetwork network)
    {
        _network = network;
        _description = NetworkDescription.Of(network).ToJson();
        if (NetworkDescription.LengthProblem(_description.Length) is { } problem)
            throw new InvalidOperationException(problem);
    }

    public void WriteTo(IContentWriter writer)
    {
        writer.Write(_description.Length);
        writer.Write(_description);
        foreach (var metrics in _network.History)
            writer.Write(StoredHistory.Values(metrics));
        foreach (var weight in _network.Weights)
            writer.Write(weight.Values);
    }

    /// <param name="reader">The network is next.</param>
    /// <param name="length">The bytes that it takes up.</param>
    /// <param name="version">The format version that it is stored in.</param>
    /// <exception cref="FormatException">The bytes are not what <see cref="WriteTo"/> of that version writes.</exception>
    public static TrainedNetwork Take(ContentReader reader, long length, int version)
    {
        reader.Expect(length);
        var end = reader.Remaining - length;
        var description = NetworkDescription.Take(reader, length - sizeof(int));
        var plan = description.Plan();
        var stored = new StoredHistory(description, version);
        // Before anything as long as the description says is allocated.
        var expected = stored.Length * sizeof(double) + plan.Weights.Sum(weight => weight.Count) * sizeof(float);
        if (expected != reader.Remaining - end)
            throw reader.Damaged(expected, reader.Remaining - end);
        var history = stored.Take(reader);
        var weights = Weights.Zeros(plan);
        for (var i = 0; i < weights.Count; i++)
        {
            reader.Take(weights[i].Values);
            if (Weights.Problem(plan.Weights[i], weights[i]) is { } problem)
                throw new FormatException($"The stored network is damaged: {problem}.");
        }

        return new TrainedNetwork(plan, weights, history, description.Settings, description.ScalesOfLabels, description.Columns);
    }
}
