using System.Globalization;
using ActReg.MLNet.Cli.Terminal;
using Spectre.Console;

namespace ActReg.MLNet.Cli.Autoencoder;

/// <summary>What a person reads before, while and after autoencoders are trained.</summary>
internal sealed class AutoencoderConsole(AutoencoderData data, AutoencoderSettings settings, IAnsiConsole console)
{
    private const int MostUnits = 8;
    private const int FeaturesPerUnit = 3;

    /// <summary>Of two, an interval would be all over the place: Student's factor is 12.7.</summary>
    private const int FewestRepeats = 3;

    public void Introduce()
    {
        var units = settings.UnitsFor(data.FeatureCount);
        Line($"Data      {data.Name}: {data.Train.Count} rows of {data.FeatureCount} features to train, {data.Test.Count} to test");
        foreach (var sentence in data.LeftOut)
            console.Sentence($"          {sentence}");
        if (data.Preparation != null)
            console.Sentence("          normalized to mean 0 and deviation 1");
        Line($"Network   {data.FeatureCount} - {units} - {data.FeatureCount}, sparsity TopK({settings.K}), columns of the decoder of norm 1");
        Line($"Training  {Quantity.Of(settings.Epochs, "epoch")} of batches of {settings.BatchSize}, Adam, rate {settings.LearningRate}, seed {settings.Seed}");
        console.Line();
    }

    public void EndEpoch(EpochMetrics epoch)
    {
        if (epoch.Epoch == 1 || epoch.Epoch % Math.Max(1, settings.Epochs / 5) == 0)
            Line($"Epoch {epoch.Epoch} of {settings.Epochs}: loss {epoch.DataLoss:0.0000} of the variance");
    }

    public void Results(AutoencoderResult result)
    {
        console.Line();
        console.Sentence("On the rows to train:");
        console.Report(result.Train);
        console.Line();
        console.Sentence("On the rows to test:");
        console.Report(result.Test);
        console.Line();
        Line($"Of this dictionary, one of another seed has {result.Stability:0.000} (mean largest cosine between columns).");
        Line($"Trained in {result.TrainingSeconds:0.0} s");
        if (data.Side == null)
            Units(result);
    }

    public void Frontier(IReadOnlyList<FrontierMethod> methods)
    {
        var table = Table("Sparsity and reconstruction on the rows to test", "Sparsity", "Strength", "L0 per row", "Explained", "Dead", "Shrinkage");
        foreach (var method in methods)
        {
            foreach (var strength in method.Strengths)
            {
                table.AddRow(
                    method.Name, strength.Name, Range(strength, report => report.Code.L0PerRow, "0.0"), Range(strength, report => report.ExplainedVariance, "0.000"),
                    Range(strength, report => report.Code.DeadUnitFraction, "0.0%"), Range(strength, report => report.Shrinkage, "0.000"));
            }
        }

        console.Show(table);
        console.Sentence("Means of three seeds, and their range.");
    }

    public void Linear(IReadOnlyList<LinearResult> results)
    {
        var table = Table("Accuracy of LbfgsMaximumEntropy with few labels", "Labels", "On", "Accuracy", "Against features, 95%");
        foreach (var result in results)
        {
            foreach (var method in result.Methods)
                table.AddRow(Number(result.Labels, "0"), method.Name, Number(method.Score.Interval.Mean, "0.000"), Interval(method));
        }

        console.Show(table);
    }

    public void Anomalies(IReadOnlyList<ComparedMethod> results)
    {
        var table = Table("Rows of a class that was not trained on: AUC", "By", "AUC", "Against RandomizedPca, 95%");
        foreach (var method in results)
            table.AddRow(method.Name, Number(method.Score.Interval.Mean, "0.000"), Interval(method));
        console.Show(table);
        Line($"Of {settings.Repeats} repeats, each with other rows, and with the next class left out.");
    }

    public void NoComparisons() => console.Sentence(
        $"There are no two classes (--label) of at least {AutoencoderData.RowsOfClass} rows, so codes are not compared with other features.");

    public void Files(IReadOnlyList<string> pictures, string? jsonFile, string? modelFile)
    {
        if (pictures.Count > 0)
            console.Line($"Pictures: {string.Join(", ", pictures)}");
        if (modelFile != null)
            console.Line($"Model in {modelFile}");
        if (jsonFile != null)
            console.Line($"Results in {jsonFile}");
    }

    /// <summary>What the most active units stand for.</summary>
    private void Units(AutoencoderResult result)
    {
        var dictionary = result.Model.GetDictionary();
        var frequencies = result.Test.Code.ActivationFrequencies;
        var table = Table("The units that are on most often", "Unit", "On", "Adds, when it is 1, in standard deviations");
        foreach (var unit in Enumerable.Range(0, dictionary.Count).OrderByDescending(unit => frequencies[unit]).Take(MostUnits))
        {
            var features = dictionary[unit].Index().OrderByDescending(value => Math.Abs(value.Item)).Take(FeaturesPerUnit)
                .Select(value => string.Create(CultureInfo.InvariantCulture, $"{value.Item:+0.###;-0.###} {data.FeatureNames[value.Index]}"));
            table.AddRow(Number(unit, "0"), Number(frequencies[unit], "0.0%"), Markup.Escape(string.Join(", ", features)));
        }

        console.Show(table);
    }

    private static Table Table(string title, params string[] columns)
    {
        var table = new Table { Border = TableBorder.Simple, Title = new TableTitle(title) };
        foreach (var column in columns)
            table.AddColumn(column);
        return table;
    }

    private static string Range(FrontierStrength strength, Func<AutoencoderReport, double> value, string format)
    {
        double[] values = [.. strength.Reports.Select(value)];
        var (mean, low, high) = (Number(values.Average(), format), Number(values.Min(), format), Number(values.Max(), format));
        return low == high ? mean : $"{mean} ({low} to {high})";
    }

    private static string Interval(ComparedMethod method) => method.Against?.Difference is { Count: >= FewestRepeats } interval
        ? $"{StudyNumber.Signed(interval.Low, 3)} to {StudyNumber.Signed(interval.High, 3)}" : "";

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private void Line(FormattableString text) => console.Sentence(text.ToString(CultureInfo.InvariantCulture));
}
