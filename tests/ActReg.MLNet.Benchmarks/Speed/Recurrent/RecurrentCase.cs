namespace ActReg.MLNet.Benchmarks.Speed.Recurrent;

/// <summary>A recurrent layer under one dense output, and batches of random sequences for it.</summary>
/// <param name="Name">A word for the command line.</param>
/// <param name="Cell">The layer's.</param>
/// <param name="Units">Its outputs.</param>
/// <param name="Timesteps">Of a row.</param>
/// <param name="BatchSize">The rows of a step.</param>
internal sealed record RecurrentCase(string Name, RecurrentCell Cell, int Units, int Timesteps, int BatchSize)
{
    /// <summary>At each timestep.</summary>
    public const int Features = 8;

    public string Title => $"{Cell} of {Units} units, {Timesteps} timesteps of {Features} features";

    public NetworkPlan Plan => NetworkPlanner.Plan(
        LayerShape.Sequence(Timesteps, Features), [new RecurrentLayer(Cell, Units, returnSequences: false, isBidirectional: false, activityRegularizer: null), Layer.Dense(1)]);

    /// <summary>The network as it begins.</summary>
    public IReadOnlyList<WeightTensor> InitialWeights => Weights.Initialize(Plan, RandomStreams.Create(1, RandomStreams.Initialization));

    /// <summary>The features of some rows.</summary>
    public float[] Rows(int count)
    {
        var random = new RandomState(1);
        return [.. Enumerable.Range(0, count * Timesteps * Features).Select(_ => (float)random.NextGaussian())];
    }
}
