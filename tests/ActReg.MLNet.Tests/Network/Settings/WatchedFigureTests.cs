namespace ActReg.MLNet.Tests;

[TestClass]
public class WatchedFigureTests
{
    private static readonly LearningRateSchedule Plateau = LearningRateSchedule.ReduceOnPlateau(TrainingMetric.Loss);

    private static readonly EarlyStopping Stopping = new(TrainingMetric.Accuracy);

    [TestMethod]
    public void Early_stopping_and_plateaus_watch_figures_and_nothing_else_does()
    {
        var settings = Trainings.Settings();
        TinyTraining.AreEqual([], WatchedFigure.Of(settings));
        TinyTraining.AreEqual([], WatchedFigure.Of(settings with { LearningRateSchedule = null! }));
        TinyTraining.AreEqual(
            [new WatchedFigure("learningRateSchedule", TrainingMetric.Loss)],
            WatchedFigure.Of(settings with { LearningRateSchedule = Plateau }));
        TinyTraining.AreEqual(
            [new WatchedFigure("earlyStopping", TrainingMetric.Accuracy), new("learningRateSchedule", TrainingMetric.Loss)],
            WatchedFigure.Of(settings with { EarlyStopping = Stopping, LearningRateSchedule = Plateau }));
    }
}
