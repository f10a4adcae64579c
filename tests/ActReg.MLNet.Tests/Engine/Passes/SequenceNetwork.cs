using CsCheck;

namespace ActReg.MLNet.Tests;

/// <summary>Random networks of layers of sequences that both engines train, with one output, and rows for them.</summary>
/// <param name="Input">The features.</param>
/// <param name="Layers">All layers.</param>
internal sealed record SequenceNetwork(LayerShape Input, Layer[] Layers)
{
    private const float MaskValue = -0.5f;
    private const int ValueCount = 4;

    public static readonly Gen<int> Seeds = Gen.Int;

    public NetworkPlan Plan => NetworkPlanner.Plan(Input, Layers);

    public static SequenceNetwork Create(Random random)
    {
        var (timesteps, features) = (random.Next(2, 7), random.Next(1, 6));
        var layers = new List<Layer>();
        LayerShape input = LayerShape.Sequence(timesteps, features);
        switch (random.Next(4))
        {
            case 0:
                layers.Add(Layer.Embedding(ValueCount, random.Next(1, 10), maskZero: random.Next(2) == 0, Penalty(random)));
                input = timesteps;
                break;
            case 1:
                layers.Add(Layer.Masking(MaskValue));
                break;
        }

        for (var count = random.Next(3); count > 0; count--)
            layers.Add(OnSequence(random, layers.Count > 0));
        layers.Add(random.Next(4) == 0 && layers.All(layer => !layer.MakesMask) ? Layer.Flatten() : Recurrent(random, returnSequences: false));
        if (random.Next(3) == 0)
            layers.AddRange([Layer.RepeatVector(random.Next(2, 5), Temporal(random)), OnSequence(random, isMasked: false), Recurrent(random, returnSequences: false)]);
        layers.Add(Layer.Dense(1));
        return new(input, [.. layers]);
    }

    /// <summary>Rows for it, of which some timesteps are masked, and rarely all.</summary>
    public TrainingSet Rows(Random random, int rows, bool weighted)
    {
        var set = TrainingSets.Create(random, rows, Input.Size, weighted);
        if (Layers[0] is EmbeddingLayer)
            return set with { Features = new RowValues(Input.Size, [.. Enumerable.Range(0, rows * Input.Size).Select(_ => (float)random.Next(ValueCount))]) };
        for (var place = 0; Layers[0] is MaskingLayer && place < rows * Input.Width; place++)
        {
            if (random.Next(3) == 0)
                set.Features.InPlace(place / Input.Width).Slice(place % Input.Width * Input.Channels, Input.Channels).Fill(MaskValue);
        }

        return set;
    }

    public override string ToString() => $"{Input}: {Architectures.Text(Layers)}";

    private static Layer OnSequence(Random random, bool isMasked) => random.Next(6) switch
    {
        0 => Layer.Dense(random.Next(1, 10), Activation.Sigmoid, ActivityRegularizer.KullbackLeibler(0.3f, 0.1f)),
        1 => Layer.ActivityRegularization(Penalty(random) ?? ActivityRegularizer.L2(0.1f)),
        2 when !isMasked => Layer.UpSampling1D(2, Penalty(random)),
        _ => Recurrent(random, returnSequences: true),
    };

    private static RecurrentLayer Recurrent(Random random, bool returnSequences) => new(
        (RecurrentCell)random.Next(3), random.Next(3) == 0 ? 8 * random.Next(1, 3) : random.Next(1, 18), returnSequences, random.Next(3) == 0,
        returnSequences ? Penalty(random) : ActivityRegularizer.L2(0.1f), random.Next(3) == 0 ? KernelRegularizer.L2(0.05f) : null);

    private static ActivityRegularizer? Penalty(Random random) => random.Next(2) == 0 ? Temporal(random) : random.Next(4) switch
    {
        0 => ActivityRegularizer.L1(0.05f, (ActivityReduction)random.Next(3)),
        1 => ActivityRegularizer.L1L2(0.05f, 0.1f, (ActivityReduction)random.Next(3)),
        2 => ActivityRegularizer.L2(0.1f, (ActivityReduction)random.Next(3)),
        _ => null,
    };

    private static ActivityRegularizer Temporal(Random random) => ActivityRegularizer.Temporal(0.1f, 0.2f, (ActivityReduction)random.Next(3));
}
