using System.Globalization;

namespace ActReg.MLNet.Benchmarks.Defaults;

/// <summary>Options that could be the defaults.</summary>
internal sealed record Candidate(
    string Name, IReadOnlyList<int> HiddenUnits, Activation Activation, int Epochs, int BatchSize, float LearningRate)
{
    public static Candidate Of(
        int[] hiddenUnits, string activationName, Activation activation, int epochs, int batchSize, float learningRate) =>
        new(
            string.Create(CultureInfo.InvariantCulture,
                $"{string.Join('-', hiddenUnits)} {activationName}, {epochs} epochs of {batchSize}, rate {learningRate}"),
            hiddenUnits, activation, epochs, batchSize, learningRate);

    public ActivityRegularizedMlpOptions ToOptions() => new()
    {
        Layers = [.. HiddenUnits.Select(units => Layer.Dense(units, Activation))],
        Epochs = Epochs,
        BatchSize = BatchSize,
        LearningRate = LearningRate,
    };
}
