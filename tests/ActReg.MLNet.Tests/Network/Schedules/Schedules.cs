namespace ActReg.MLNet.Tests;

/// <summary>Short ways to try schedules.</summary>
internal static class Schedules
{
    /// <summary>The factor of each step of a training.</summary>
    public static double[] Factors(LearningRateSchedule schedule, int epochs, int stepsPerEpoch)
    {
        var rate = schedule.Start();
        return [.. Enumerable.Range(0, epochs * stepsPerEpoch).Select(
            step => rate.Factor(new TrainingMoment(step / stepsPerEpoch, step % stepsPerEpoch, stepsPerEpoch, epochs)))];
    }

    /// <summary>An epoch with this loss and accuracy.</summary>
    public static EpochMetrics Metrics(double loss, double accuracy = double.NaN) =>
        new() { Epoch = 1, Loss = loss, DataLoss = double.NaN, ActivityPenalty = 0, Accuracy = accuracy };
}
