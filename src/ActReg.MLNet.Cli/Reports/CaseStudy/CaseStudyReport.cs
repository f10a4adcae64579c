using System.Globalization;
using ActReg.MLNet.Cli.Terminal;
using MathNet.Numerics.Statistics;
using Spectre.Console;
using static ActReg.MLNet.Cli.CaseStudy.Format;

namespace ActReg.MLNet.Cli.CaseStudy;

/// <summary>What a person reads before and after the trainings.</summary>
internal sealed class CaseStudyReport(CaseStudySettings settings, IAnsiConsole console)
{
    private readonly string _plusMinus = console.Profile.Capabilities.Unicode ? "±" : "+-";

    /// <summary>What is known from elsewhere is about one draw of the data.</summary>
    private bool IsTutorialData => settings.DataSeed == CaseStudySettings.TutorialDataSeed;

    public void Introduce(int parallelism)
    {
        var (s, models) = (settings, StudiedModel.All.Count);
        FormattableString rows = $"{s.TrainRows} to train, {s.TestRows} to test";
        Line($"Data      {s.SampleCount} points of two circles, noise {s.Noise}, seed {s.DataSeed}: {rows}");
        Line($"Networks  {s.Units} units with ReLU, {Quantity.Of(s.Epochs, "epoch")} of batches of {s.BatchSize}, Adam {s.LearningRate}");
        Line($"Penalty   L1 {s.L1} on the units' values, before or after ReLU; {s.Reduction}");
        Line($"Training  {models} x {s.Repeats}, {parallelism} at a time");
        console.Line();
    }

    public void Tables(CaseStudyResult result)
    {
        FirstTraining(result);
        if (settings.Repeats > 1)
            AllTrainings(result);
        console.Prose("Activations are the units' values after ReLU on the training rows; a dead unit is 0 on all of them. Log-loss is in nats. The first training's seconds include the test accuracy of each epoch.");
        if (IsTutorialData)
            References();
        else
            Line($"The tutorial's figures are left out: they belong to data seed {CaseStudySettings.TutorialDataSeed}.");
    }

    public void Files(string folder, string? jsonFile, TimeSpan time)
    {
        console.Line();
        console.Line($"Pictures in {folder}");
        foreach (var file in CaseStudyPictures.Files)
            console.Line($"  {file}");
        if (jsonFile != null)
            console.Line($"Results in {jsonFile}");
        console.Sentence($"Done in {time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s");
    }

    /// <summary>One training on one draw of points shows little: what is known of others.</summary>
    private void References()
    {
        var (count, draws) = (ReferenceFigures.Count, ReferenceFigures.DrawCount);
        var expected = settings.Repeats > 1
            ? $"Expected: {count} of an independent program on the same points; {ReferenceFigures.PublishedTogether} of them have all three published test accuracies."
            : $"Of {count} of an independent program on the same points {ReferenceFigures.PublishedTogether} have all three test accuracies.";
        console.Prose($"Published: the tutorial's one training. {expected} Gains and losses belong to these points: over {draws} other draws the test accuracy changes by "
            + $"{Lift(StudiedModel.Pre)} with L1 before ReLU, by {Lift(StudiedModel.Post)} with L1 after it (means and 95% intervals).");
    }

    private void FirstTraining(CaseStudyResult result)
    {
        Heading($"One training each, seed {settings.Seed}");
        var table = new ModelTable(console, result);
        table.Add("Train accuracy", model => Accuracy(model.Train.Values[0]));
        if (IsTutorialData)
            table.AddReference("published", model => Accuracy(model.Model.Published.TrainAccuracy));
        table.Add("Test accuracy", model => Accuracy(model.Test.Values[0]));
        if (IsTutorialData)
            table.AddReference("published", model => Accuracy(model.Model.Published.TestAccuracy));
        table.Add("Test log-loss", model => Loss(model.TestLogLoss.Values[0]));
        table.Add("Mean activation", model => Activation(model.First.Hidden.MeanActivation));
        table.Add("Zero activations", model => Share(model.First.Hidden.ZeroFraction));
        table.Add("Dead units", model => Share(model.First.Hidden.DeadUnitFraction));
        table.Add("Seconds", model => Seconds(model.First.Seconds));
        table.Show();
    }

    private void AllTrainings(CaseStudyResult result)
    {
        var lastSeed = settings.SeedOf(settings.Repeats - 1);
        Heading($"Accuracy of {settings.Repeats} trainings each, seeds {settings.Seed} to {lastSeed}");
        var table = new ModelTable(console, result);
        table.Add("Train mean", model => Accuracy(model.Train.Interval.Mean));
        table.Add("  median", model => Accuracy(model.Train.Values.Median()));
        if (IsTutorialData)
            table.AddReference("expected", model => Accuracy(model.Model.Reference.TrainMedian));
        table.Add("Test mean (sd)", model => MeanAndSd(model.Test.Interval.Mean, model.Test.Interval.StandardDeviation));
        if (IsTutorialData)
            table.AddReference("expected", model => MeanAndSd(model.Model.Reference.TestMean, model.Model.Reference.TestSd));
        table.Add("  95% interval", model => Interval(model.Test.Interval));
        table.Add("  median", model => Accuracy(model.Test.Values.Median()));
        table.Add("Seconds, mean", model => Seconds(model.Seconds));
        table.Show();
    }

    private string Lift(StudiedModel model) =>
        model.Reference.Lift is { } lift ? $"{Accuracy(lift.Mean)} {_plusMinus} {Accuracy(lift.Reach)}" : "0";

    private static string MeanAndSd(double mean, double sd) => $"{Accuracy(mean)} ({Accuracy(sd)})";

    private void Heading(string text) => console.Write(new Text(text + Environment.NewLine, console.Styled(Decoration.Bold)));

    private void Line(FormattableString text) => console.Sentence(FormattableString.Invariant(text));
}
