namespace ActReg.MLNet.Benchmarks.Defaults;

/// <summary>The defaults that could be.</summary>
internal static class Candidates
{
    private static readonly int[][] HiddenUnits =
        [[100], [256], [512], [64, 64], [100, 100], [128, 128], [256, 256], [64, 64, 64]];

    private static readonly (string Name, Activation Value)[] Activations =
    [
        ("ReLU", Activation.Relu), ("ELU", Activation.Elu()), ("GELU", Activation.Gelu()), ("SiLU", Activation.Silu),
        ("tanh", Activation.Tanh),
    ];

    private static readonly (int Epochs, int BatchSize, float LearningRate)[] Trainings =
    [
        (25, 32, 1e-3f), (50, 32, 1e-3f), (100, 32, 1e-3f), (200, 32, 1e-3f),
        (100, 16, 3e-4f), (100, 32, 3e-4f), (200, 32, 3e-4f),
        (25, 32, 3e-3f), (50, 32, 3e-3f), (100, 32, 3e-3f),
        (50, 16, 1e-3f), (100, 16, 1e-3f), (100, 64, 1e-3f), (100, 64, 3e-3f),
    ];

    public static IReadOnlyList<Candidate> All { get; } =
    [
        .. from units in HiddenUnits
           from activation in Activations
           from training in Trainings
           select Candidate.Of(
               units, activation.Name, activation.Value, training.Epochs, training.BatchSize, training.LearningRate),
    ];
}
