namespace ActReg.MLNet.Cli.Sequence;

/// <summary>The network that reads event by event, with a penalty on its outputs.</summary>
/// <param name="settings">Its sizes, cell and penalty.</param>
internal sealed class RecurrentNetwork(SequenceSettings settings)
{
    /// <summary>A vector for each event, where dense networks begin with it too.</summary>
    public EmbeddingLayer Embedding() => Layer.Embedding(Enum.GetValues<LampEvent>().Length, settings.EmbeddingUnits);

    /// <summary>The hidden layers.</summary>
    public IReadOnlyList<Layer> Layers() => settings.Penalty switch
    {
        SequencePenalty.None => [Embedding(), Recurrent()],
        SequencePenalty.L2 => [Embedding(), Recurrent(activityRegularizer: ActivityRegularizer.L2(settings.Strength))],
        _ => [Embedding(), Recurrent(returnSequences: true, Temporal()), Recurrent()],
    };

    private ActivityRegularizer Temporal() =>
        ActivityRegularizer.Temporal(activation: 0, settings.Strength, ActivityReduction.BatchMean);

    private RecurrentLayer Recurrent(bool returnSequences = false, ActivityRegularizer? activityRegularizer = null) =>
        settings.Cell switch
        {
            RecurrentCell.Lstm => Layer.Lstm(settings.Units, returnSequences, activityRegularizer: activityRegularizer),
            RecurrentCell.Gru => Layer.Gru(settings.Units, returnSequences, activityRegularizer: activityRegularizer),
            _ => Layer.SimpleRnn(settings.Units, returnSequences, activityRegularizer: activityRegularizer),
        };
}
