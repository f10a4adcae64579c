namespace ActReg.MLNet.Tests;

/// <summary>A random network on masked sequences, and what it must equal on a row without padding: itself without its mask on fewer timesteps.</summary>
internal sealed record MaskedNetwork(IReadOnlyList<Layer> Layers, int Timesteps, int Features, IReadOnlyList<WeightTensor> Weights)
{
    private const int ValueCount = 5;
    private const float MaskValue = -0.5f;

    public NetworkPlan Plan => PlanOf(Layers, Timesteps);

    private bool IsEmbedded => Layers[0] is EmbeddingLayer;

    /// <param name="random">What to draw from.</param>
    /// <param name="temporal">Whether sequences may have temporal penalties, which depend on where the padding is.</param>
    public static MaskedNetwork Create(Random random, bool temporal = false)
    {
        var isEmbedded = random.Next(3) == 0;
        var layers = new List<Layer>
        {
            isEmbedded ? Layer.Embedding(ValueCount, random.Next(1, 10), maskZero: true, Penalty(random)) : Layer.Masking(MaskValue),
        };
        for (var count = random.Next(4); count > 0; count--)
            layers.Add(Any(random, temporal));
        layers.Add(random.Next(4) switch
        {
            0 => Layer.GlobalMaxPooling(Penalty(random)),
            1 => Layer.GlobalAveragePooling(Penalty(random)),
            _ => Recurrent(random, returnSequences: false, Penalty(random)),
        });
        // A sequence that is made of units has no mask any more.
        if (random.Next(3) == 0)
            layers.AddRange([Layer.RepeatVector(random.Next(1, 9), Penalty(random)), Recurrent(random, returnSequences: true, penalty: null), Layer.Flatten()]);
        layers.Add(Layer.Dense(1));
        var network = new MaskedNetwork(layers, random.Next(2, 9), isEmbedded ? 1 : random.Next(1, 4), []);
        return network with { Weights = RandomWeights.Create(network.Input(network.Timesteps), layers, random) };
    }

    public TrainedNetwork Trained() => new(Plan, Weights, [], Trainings.Settings());

    public NetworkPlan PlanOfShorter(int timesteps) => PlanOf(
        IsEmbedded ? [Unmasked((EmbeddingLayer)Layers[0]), .. Layers.Skip(1)] : [.. Layers.Skip(1)], timesteps);

    public TrainedNetwork Shorter(int timesteps) => new(PlanOfShorter(timesteps), Weights, [], Trainings.Settings());

    /// <summary>Features of some timesteps, none of which is masked, though some of their features have the masked value.</summary>
    public float[] Row(Random random, int timesteps) =>
        IsEmbedded ? [.. Enumerable.Range(0, timesteps).Select(_ => (float)random.Next(1, ValueCount))]
            : [.. Enumerable.Range(0, timesteps).SelectMany(_ => Timestep(random))];

    /// <summary>The row with as many masked timesteps as it takes, at its end or anywhere.</summary>
    public float[] Pad(float[] row, Random random, bool atEnd = false)
    {
        var padded = Enumerable.Repeat(IsEmbedded ? 0 : MaskValue, Timesteps * Features).ToArray();
        var places = Enumerable.Range(0, Timesteps).ToArray();
        if (!atEnd)
            random.Shuffle(places);
        foreach (var (timestep, place) in places.Take(row.Length / Features).Order().Index())
            row.AsSpan(timestep * Features, Features).CopyTo(padded.AsSpan(place * Features));
        return padded;
    }

    public override string ToString() => $"{Timesteps} timesteps, {string.Join(", ", Layers)}";

    private static EmbeddingLayer Unmasked(EmbeddingLayer layer) =>
        Layer.Embedding(layer.ValueCount, layer.Units, activityRegularizer: layer.ActivityRegularizer);

    private static Layer Any(Random random, bool temporal) => random.Next(7) switch
    {
        0 => Layer.Dense(random.Next(1, 10), Activation.Relu, SequencePenalty(random, temporal)),
        1 => Layer.Activation(Activation.Silu, SequencePenalty(random, temporal)),
        2 => Layer.LayerNorm(0.1f, SequencePenalty(random, temporal)),
        3 => Layer.ActivityRegularization(SequencePenalty(random, temporal) ?? ActivityRegularizer.L2(0.1f)),
        _ => Recurrent(random, returnSequences: true, SequencePenalty(random, temporal)),
    };

    private static RecurrentLayer Recurrent(Random random, bool returnSequences, ActivityRegularizer? penalty) =>
        new((RecurrentCell)random.Next(3), random.Next(1, 10), returnSequences, random.Next(2) == 0, penalty);

    private static ActivityRegularizer? SequencePenalty(Random random, bool temporal) => temporal && random.Next(2) == 0
        ? ActivityRegularizer.Temporal(0.1f, 0.2f, (ActivityReduction)random.Next(2)) : Penalty(random);

    /// <summary>Not divided by timesteps, of which there are more with padding.</summary>
    private static ActivityRegularizer? Penalty(Random random) => random.Next(3) switch
    {
        0 => ActivityRegularizer.L1(0.05f, (ActivityReduction)random.Next(2)),
        1 => ActivityRegularizer.L1L2(0.05f, 0.1f, (ActivityReduction)random.Next(2)),
        _ => null,
    };

    private float[] Timestep(Random random)
    {
        var features = Numbers.Array(random, Features, 1.5f);
        if (Features > 1)
            features[random.Next(Features)] = MaskValue;
        return features;
    }

    private LayerShape Input(int timesteps) => IsEmbedded ? timesteps : LayerShape.Sequence(timesteps, Features);

    private NetworkPlan PlanOf(IReadOnlyList<Layer> layers, int timesteps) => NetworkPlanner.Plan(Input(timesteps), layers);
}
