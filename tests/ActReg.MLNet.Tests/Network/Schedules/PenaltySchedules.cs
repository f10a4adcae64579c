namespace ActReg.MLNet.Tests;

/// <summary>Schedules at work on an engine that trains nothing.</summary>
internal static class PenaltySchedules
{
    /// <summary>Two penalized layers, of 4 and 10 units.</summary>
    private static readonly Layer[] Layers =
    [
        Layer.Dense(4, Activation.Relu, ActivityRegularizer.L1()), Layer.Dense(10, Activation.Relu, ActivityRegularizer.L1()),
        Layer.Dense(1),
    ];

    private static readonly TrainingSet TenRows = TrainingSets.Create(new Random(1), 10, 2);

    public static TrainingResult Run(
        RecordingEngine engine, ActivityPenaltySchedule schedule, int epochs, int batchSize, EarlyStopping? stopping = null) =>
        TrainingLoop.Run(
            engine,
            Trainings.Request(Layers, TenRows, Trainings.Settings(epochs, batchSize) with
            {
                ActivityPenaltySchedule = schedule,
                EarlyStopping = stopping,
            }),
            TrainingSets.Data(TenRows));
}
