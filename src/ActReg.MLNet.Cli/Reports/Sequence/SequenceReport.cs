using System.Globalization;
using ActReg.MLNet.Cli.CaseStudy;
using ActReg.MLNet.Cli.Terminal;
using Spectre.Console;

namespace ActReg.MLNet.Cli.Sequence;

/// <summary>What a person reads before, between and after the trainings.</summary>
internal sealed class SequenceReport(SequenceSettings settings, IAnsiConsole console)
{
    private const string NoFigure = "-";

    public void Introduce()
    {
        var s = settings;
        var events = Enum.GetValues<LampEvent>()
            .Select(each => string.Create(CultureInfo.InvariantCulture, $"{each} {LampRow.Probabilities[(int)each]}"));
        Line($"Task      {s.Timesteps} events; is the lamp, dark at first, lit after the last one?");
        Line($"Events    {string.Join(", ", events)}");
        Line($"Rows      {s.Rows} to train, {s.ValidationRows} to choose settings, {s.TestRows} to test");
        Line($"Network   {s.Cell} of {s.Units} units, {Quantity.Of(s.Epochs, "epoch")} of batches of {s.BatchSize}, Adam {s.LearningRate}");
        Line($"Penalty   {Penalty()}");
        Line($"Repeats   {s.Repeats}, each with rows and initial weights of its own, from seed {s.Seed} on");
        console.Line();
    }

    public void Measured(int repeat, SequenceMethod method, MethodOutcome outcome)
    {
        var setting = outcome.Setting.Length > 0 ? $" ({outcome.Setting})" : "";
        Line($"Seed {settings.SeedOf(repeat)}: {Title(method)}{setting}: {Format.Accuracy(outcome.TestAccuracy)}");
    }

    public void Table(SequenceResult result)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn(console.Column("", Justify.Left));
        foreach (var title in (string[])["Test accuracy", "Std. error", "Worst", "AUC", "Seconds"])
            table.AddColumn(console.Column(title, Justify.Right));
        foreach (var method in result.Methods)
        {
            table.AddRow(
                Title(method.Method), Format.Accuracy(method.Accuracy.Mean),
                double.IsNaN(method.Accuracy.StandardError) ? NoFigure : Format.Accuracy(method.Accuracy.StandardError),
                Format.Accuracy(method.WorstAccuracy), Format.Accuracy(method.MeanAuc), Format.Seconds(method.MedianSeconds));
        }

        console.Line();
        console.Show(table);
        console.Prose(
            "Accuracy and AUC are means over the repeats; seconds are the median of the chosen setting's training. Trees and dense networks see which event stands at which timestep, "
            + "and have the best of four settings, by the validation rows; dense networks also stop where those say. The recurrent network has one setting.");
    }

    public void Files(string? jsonFile, string? modelFile, TimeSpan time)
    {
        console.Line();
        if (jsonFile != null)
            console.Line($"Results in {jsonFile}");
        if (modelFile != null)
            console.Line($"Model in {modelFile}");
        Line($"Done in {time.TotalSeconds:0.0} s");
    }

    private string Title(SequenceMethod method) =>
        method == SequenceMethod.Recurrent ? settings.Cell.ToString() : method.Title;

    private FormattableString Penalty() => settings.Penalty switch
    {
        SequencePenalty.None => $"none",
        SequencePenalty.L2 => $"L2 {settings.Strength} on the outputs of the last timestep",
        _ => $"{settings.Strength} on squared changes of outputs from one timestep to the next",
    };

    private void Line(FormattableString text) => console.Sentence(FormattableString.Invariant(text));
}
