namespace ActReg.MLNet;

/// <summary>A <see cref="LearningRateSchedule"/> at work in one training.</summary>
internal interface ILearningRate
{
    /// <summary>What the learning rate of a step is multiplied by.</summary>
    double Factor(TrainingMoment moment);

    /// <summary>Hears of each epoch's figures; of those before a checkpoint, when training goes on from it.</summary>
    void EndEpoch(EpochMetrics metrics);
}
