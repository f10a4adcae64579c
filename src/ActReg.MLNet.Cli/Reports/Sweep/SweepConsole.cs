using System.Globalization;
using ActReg.MLNet.Cli.Terminal;
using Spectre.Console;

namespace ActReg.MLNet.Cli.Sweep;

/// <summary>What a person reads before and after a sweep.</summary>
internal sealed class SweepConsole(IAnsiConsole console)
{
    private static readonly Dictionary<string, string> Short = new()
    {
        ["AreaUnderRocCurve"] = "AUC",
        ["AreaUnderPrecisionRecallCurve"] = "AUPRC",
        ["LogLoss"] = "log-loss",
        ["F1Score"] = "F1",
        ["BrierScore"] = "Brier",
        ["CalibrationError"] = "ECE",
        ["Accuracy"] = "accuracy",
        ["MicroAccuracy"] = "accuracy",
        ["MacroAccuracy"] = "macro",
        ["RSquared"] = "R2",
        ["RootMeanSquaredError"] = "RMSE",
        ["MeanAbsoluteError"] = "MAE",
    };

    /// <summary>More of them have one reason.</summary>
    private const int MostFailures = 3;

    private readonly string _plusMinus = console.Profile.Capabilities.Unicode ? "±" : "+-";

    public void Introduce(ISweepData data, ActivityRegularizationStudy study, string evaluation)
    {
        console.Sentence($"Data       {data.Description}");
        console.Sentence($"Networks   {data.Network}");
        console.Sentence($"Candidates {study.Candidates.Count}: no penalty{(study.Candidates.Any(candidate => candidate.Role == CandidateRole.EarlyStopping) ? ", early stopping" : "")}, and combinations of what is varied");
        console.Sentence($"Compared   {evaluation}");
        console.Line();
    }

    /// <param name="result">The study.</param>
    /// <param name="train">What trains the candidate that was chosen; or <see langword="null"/>.</param>
    /// <param name="trainProblem">Why there is nothing that does; or <see langword="null"/>.</param>
    public void Results(StudyResult result, string? train, string? trainProblem)
    {
        var hasTest = result.Candidates.Any(candidate => candidate.Test.Count > 0);
        string[] metrics = [.. StudyTask.Of(result.Task).Metrics.Take(2).Append(result.Metric).Select(metric => metric.Name).Distinct().TakeLast(2)];
        var rows = hasTest ? "test" : result.Overlap == 0 ? "draw" : "cv";
        string[] headings = ["  candidate", "train", .. metrics.Select(metric => $"{rows}\n{Short[metric]}"), "zeros,\ndead"];
        string[][] cells = [.. result.Candidates.Select((candidate, i) => Cells(result, candidate, i, metrics, hasTest))];
        var shown = new FittingColumns(headings, cells).Within(console.Profile.Width);
        // Names are as long as they are in files and on the page, and leave no room for borders.
        var table = new Table().Border(TableBorder.None);
        foreach (var (column, width) in shown)
        {
            table.AddColumn(console.Column(headings[column], column == 0 ? Justify.Left : Justify.Right).Padding(column == 0 ? 0 : FittingColumns.Gap, 0));
            // A name that is too long is broken between words; the gap after it is none of the next column's.
            if (column == 0)
                (table.Columns[0].Width, table.Columns[0].NoWrap) = (width + FittingColumns.Gap, false);
        }

        foreach (var row in cells)
            table.AddRow([.. shown.Select(column => new Text(row[column.Column]))]);
        console.Write(table);
        if (hasTest && result.SplitCount > 0)
            console.Prose($"*: chosen. +: best mean. Both by {Short[result.Metric.Name]} in cross-validation of the training rows, not by the columns of test rows.");
        else
            console.Sentence("*: chosen. +: best mean.");
        console.Sentence("Means, and half of their 95 % intervals.");
        if (shown.Any(column => headings[column.Column] == "train"))
            console.Sentence($"train: {Short[metrics[0]]} on training rows.");
        if (shown.Any(column => column.Column == headings.Length - 1))
            console.Sentence("zeros,dead: of the last hidden layer's outputs and units, on training rows.");
        if (shown.Count < headings.Length)
            console.Sentence("Columns that find no room are left out; --json and --report have all.");
        console.Line();
        foreach (var failed in result.Candidates.Where(candidate => candidate.Failure != null).Take(MostFailures))
            console.WriteLine($"{failed.Candidate.Name} failed: {FailureReason.Of(failed.Failure!)}");
        foreach (var text in result.Notes.Concat(result.Conclusions))
            console.WriteLine(text);
        if ((train ?? trainProblem) == null)
            return;
        console.Line();
        console.Sentence(train == null ? trainProblem! : "The one chosen is trained on all rows by");
        if (train != null)
            console.Line($"  {train}");
    }

    public void Files(OutputPath? report, OutputPath? json, TimeSpan time)
    {
        console.Line();
        if (report != null)
            console.Line($"Page in {report.FullPath}");
        if (json != null)
            console.Line($"Results in {json.FullPath}");
        console.Sentence(string.Create(CultureInfo.InvariantCulture, $"Done in {time.TotalSeconds:0.0} s"));
    }

    private string[] Cells(StudyResult result, CandidateResult candidate, int index, string[] metrics, bool hasTest)
    {
        var mark = (index == result.ChosenIndex ? "*" : "") + (index == result.BestIndex ? "+" : "");
        var name = mark.PadRight(2) + candidate.Candidate.Name;
        if (candidate.Failure != null || candidate.ShownLayers.Count == 0)
            return [name, candidate.Failure != null ? "failed" : "left out", .. metrics.Select(_ => ""), ""];
        var layer = candidate.ShownLayers[^1];
        return
        [
            name, Number(candidate.Train.First(metric => metric.Metric == metrics[0]).Interval.Mean),
            .. metrics.Select(metric => Interval((hasTest ? candidate.TestOf(metric) : candidate.ValidationOf(metric))?.Interval)),
            $"{Share(layer.ZeroFraction.Mean)},{Share(layer.DeadUnitFraction.Mean)}",
        ];
    }

    private string Interval(MeanInterval? interval) => interval == null ? "" : double.IsNaN(interval.Low)
        ? Number(interval.Mean) : $"{Number(interval.Mean)} {_plusMinus}{Number((interval.High - interval.Low) / 2)}";

    private static string Number(double value) => StudyNumber.Of(value, decimals: 3);

    private static string Share(double value) => value.ToString("0%", CultureInfo.InvariantCulture);
}
