namespace ActReg.MLNet.Tests.Studies.Measures;

[TestClass]
public sealed class StudyMetricTests
{
    [TestMethod]
    [DataRow("Accuracy", 0.0, 1.0)]
    [DataRow("AreaUnderRocCurve", 0.0, 1.0)]
    [DataRow("MacroAccuracy", 0.0, 1.0)]
    [DataRow("LogLoss", 0.0, 9.0)]
    [DataRow("BrierScore", 0.0, 1.0)]
    [DataRow("BrierScore", 0.0, 2.0, 1)]
    [DataRow("CalibrationError", 0.0, 1.0)]
    [DataRow("RSquared", -9.0, 1.0)]
    [DataRow("ExplainedVariance", -9.0, 1.0)]
    [DataRow("CosineSimilarity", -1.0, 1.0)]
    [DataRow("RootMeanSquaredError", 0.0, 9.0)]
    public void An_interval_ends_where_the_metric_does(string name, double low, double high, int firstTask = 0)
    {
        var task = new[] { StudyTask.Binary, StudyTask.Multiclass, StudyTask.Regression, StudyTask.Autoencoder }.Skip(firstTask).First(task => task.Metrics.Any(of => of.Name == name));
        var metric = task.Metrics.First(of => of.Name == name);
        Assert.AreEqual(new MeanInterval(2, 0.5, 1, 1, low, high), task.Within(metric, new(2, 0.5, 1, 1, -9, 9)));
        Assert.AreEqual(new MeanInterval(2, 0.5, 1, 1, 0.4, 0.6), task.Within(metric, new(2, 0.5, 1, 1, 0.4, 0.6)));
        Assert.AreEqual(double.NaN, task.Within(metric, new(1, 0.5, double.NaN, double.NaN, double.NaN, double.NaN)).Low);
    }
}
