using Microsoft.ML;

namespace ActReg.MLNet.Tests;

/// <summary>What ML.NET asks models for in words; its wrapper of calibrated ones writes what the network does, or nothing.</summary>
[TestClass]
public sealed class SummaryTests
{
    [TestMethod]
    public void A_summary_has_layers_settings_and_history()
    {
        var model = TinyTraining.Fit();
        var text = Written(model.Model, "ICanSaveSummary", "SaveSummary");
        StringAssert.StartsWith(text, $"{model.Model.SubModel}");
        StringAssert.Contains(text, $"{model.Model.SubModel.TrainingSettings}");
        foreach (var epoch in model.Model.SubModel.History)
            StringAssert.Contains(text, FormattableString.Invariant($"{epoch.Epoch}  {epoch.Loss:g6}  {epoch.DataLoss:g6}  {epoch.ActivityPenalty:g6}"));
    }

    /// <summary>Every weight comes back from its text.</summary>
    [TestMethod]
    public void As_text_a_model_has_all_its_weights()
    {
        var model = TinyTraining.Fit();
        var text = Written(model.Model, "ICanSaveInTextFormat", "SaveAsText");
        var lines = text.Split(Environment.NewLine);
        foreach (var weight in model.Model.SubModel.GetWeights())
        {
            var place = Array.IndexOf(lines, $"{weight.Name} [{string.Join(", ", weight.Shape)}]");
            Assert.IsGreaterThan(0, place, weight.Name);
            float[] values = [.. lines.Skip(place + 1).TakeWhile(line => line.Length > 0).SelectMany(line => line.Split(' ')).Select(value => float.Parse(value, System.Globalization.CultureInfo.InvariantCulture))];
            CollectionAssert.AreEqual(weight.Values, values);
        }
    }

    [TestMethod]
    public void An_ensemble_tells_of_every_network()
    {
        var mlContext = new MLContext(seed: 1);
        var model = mlContext.BinaryClassification.Trainers.ActivityRegularizedTabularMlp(new() { Members = 2, Epochs = 1 }).Fit(TinyTraining.Circles(mlContext));
        var networks = model.Model.SubModel.Members;
        var text = Written(model.Model, "ICanSaveSummary", "SaveSummary");
        StringAssert.StartsWith(text, $"{networks.Count} networks, which score together.");
        Assert.HasCount(networks.Count + 1, text.Split("Network of "));
        var all = Written(model.Model, "ICanSaveInTextFormat", "SaveAsText");
        Assert.HasCount(networks.Count + 1, all.Split($"{networks[0].GetWeights()[0].Name} ["));
    }

    /// <summary>By ML.NET's interfaces, which are internal.</summary>
    private static string Written(object model, string by, string method)
    {
        using var writer = new StringWriter();
        model.GetType().GetInterface($"Microsoft.ML.Model.{by}")!.GetMethod(method)!.Invoke(model, [writer, null]);
        return $"{writer}";
    }
}
