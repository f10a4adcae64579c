using System.Globalization;
using ActReg.MLNet.Cli.Terminal;
using Spectre.Console;

namespace ActReg.MLNet.Cli.Fashion;

/// <summary>What a person reads before, while and after the network is trained.</summary>
internal sealed class FashionReport(FashionSettings settings, IAnsiConsole console)
{
    public void Introduce(FashionData data)
    {
        Line($"Data      Fashion-MNIST: {Math.Min(settings.Images, data.Train.Count)} images to train, {data.Test.Count} to test");
        Line($"Network   two convolutions of 3 x 3 (16 and 32 filters) with pooling, 128 units, dropout");
        Line($"Penalty   L1 {settings.L1} on both convolutions' feature maps, after ReLU, per image");
        var s = settings;
        Line($"Training  {Quantity.Of(s.Epochs, "epoch")} of batches of {s.BatchSize}, Adam, one cycle up to {s.LearningRate}, seed {s.Seed}");
        console.Line();
    }

    public void EndEpoch(EpochMetrics epoch)
    {
        FormattableString losses = $"loss {epoch.DataLoss:0.000} and penalty {epoch.ActivityPenalty:0.000}";
        Line($"Epoch {epoch.Epoch} of {settings.Epochs}: accuracy {epoch.Accuracy:0.000}, {losses}");
    }

    public void Results(FashionResult result, int testImages)
    {
        console.Line();
        Line($"Test accuracy {result.Accuracy:0.0%}, log-loss {result.Metrics.LogLoss:0.000}");
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn("Of all images of").AddColumn(new TableColumn("are told").RightAligned());
        foreach (var (name, recall) in FashionData.Classes.Zip(result.Recalls))
            table.AddRow(name, recall.ToString("0.0%", CultureInfo.InvariantCulture));
        console.Show(table);
        console.Report(result.Sparsity);
        console.Line();
        Line($"Trained in {result.TrainingSeconds:0.0} s; scored {testImages} images in {result.ScoringSeconds:0.00} s");
    }

    public void Files(string folder, string? jsonFile, string? modelFile)
    {
        console.Line($"Picture in {Path.Combine(folder, FashionPictures.Filters)}");
        if (modelFile != null)
            console.Line($"Model in {modelFile}");
        if (jsonFile != null)
            console.Line($"Results in {jsonFile}");
    }

    private void Line(FormattableString text) => console.Sentence(text.ToString(CultureInfo.InvariantCulture));
}
