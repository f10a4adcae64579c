using System.Globalization;
using System.Reflection;
using System.Text;
using ActReg.MLNet.Plotting;

namespace ActReg.MLNet.Cli.StudyPages;

/// <summary>A study as a web page that needs nothing but itself.</summary>
internal sealed class StudyPage
{
    private readonly Html _html;
    private readonly StudyResult _result;
    private readonly StudyPageFacts _facts;

    private StudyPage(Html html, StudyResult result, StudyPageFacts facts) => (_html, _result, _facts) = (html, result, facts);

    /// <param name="stream">Where to; it stays open.</param>
    /// <param name="result">The study.</param>
    /// <param name="facts">Of its run.</param>
    public static void Write(Stream stream, StudyResult result, StudyPageFacts facts)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        new StudyPage(new(writer), result, facts).Write();
    }

    private void Write()
    {
        _html.Raw("<!DOCTYPE html>\n");
        _html.Element("html", () => { _html.Element("head", Head); _html.Element("body", Body); }, ("lang", "en"));
    }

    private void Head()
    {
        _html.Void("meta", ("charset", "utf-8"));
        _html.Text("title", _facts.Title);
        _html.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        _html.Void("meta", ("name", "color-scheme"), ("content", "light dark"));
        // A browser would ask for an icon otherwise.
        _html.Void("link", ("rel", "icon"), ("href", "data:,"));
        _html.Raw($"<style>\n{StudyPageStyle.Css}</style>\n");
    }

    private void Body()
    {
        _html.Element("main", () =>
        {
            _html.Text("h1", _facts.Title);
            _html.Text("p", Text($"A study of {_result.Candidates.Count} candidates for a {_result.Task} network on {_result.RowCount} rows; {_result.Evaluation}."));
            Section("Conclusions", () => List(_result.Conclusions));
            Section("Pictures", Pictures);
            Section("Candidates", () => CandidateTable.Write(_html, _result));
            if (_result.Nested is { } nested)
                Section("What choosing achieves", () => Nested(nested));
            Section("Hidden layers", Layers);
            Section("Notes and warnings", Notes);
            Section("How to read this", () => List(StudyPageHelp.Of(_result)));
            Section("This study", About);
        });
        _html.Raw($"<script>\n{StudyPageScript.JavaScript}</script>\n");
    }

    private void Pictures()
    {
        var figures = Figures.Study(_result);
        if (figures.Count == 0)
            _html.Text("p", "There is nothing to draw.");
        foreach (var figure in figures)
        {
            _html.Element("figure", () => _html.Element(
                "div",
                () => _html.Void(
                    "img", ("src", $"data:image/webp;base64,{Convert.ToBase64String(figure.Figure.ToWebP())}"), ("alt", figure.Description),
                    ("width", Whole(figure.Figure.Width / Figure.Scale)), ("height", Whole(figure.Figure.Height / Figure.Scale))),
                ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", figure.Figure.Title)));
        }
    }

    private void Nested(NestedEstimate nested)
    {
        var chosen = nested.Chosen.GroupBy(place => place).OrderByDescending(same => same.Count()).ThenBy(same => same.Key)
            .Select(same => Text($"{_result.Candidates[same.Key].Candidate.Name} ({same.Count()} of {nested.Chosen.Count})"));
        _html.Text("p", $"Within the training rows of each split a candidate was chosen without the rest, which then judged it. {BestBeside(nested)}");
        _html.Text("p", $"Chosen so: {string.Join("; ", chosen)}.");
        _html.Table(
            "Nested estimate: means, and below them their 95 % intervals", [new("Metric", false), new("Of what was chosen", true), new("Less the baseline’s", true)],
            nested.Metrics.Select(metric => (IReadOnlyList<HtmlCell>)
            [
                new(metric.Metric), StudyCells.Score(metric, _result), StudyCells.Difference(nested.AgainstBaseline.FirstOrDefault(difference => difference.Metric == metric.Metric)?.Difference),
            ]));
    }

    /// <summary>What the best candidate has on the rows that picked it, beside that.</summary>
    private string BestBeside(NestedEstimate nested)
    {
        var (metric, name) = (_result.Metric, _result.Metric.Name);
        if (_result.Best?.ValidationOf(name)?.Interval.Mean is not { } best || nested.Metrics.FirstOrDefault(of => of.Metric == name)?.Interval.Mean is not { } mean
            || double.IsNaN(best - mean))
        {
            return "";
        }

        var (own, told) = (StudyCells.Figure(best).Text, StudyCells.Figure(mean).Text);
        return own == told ? $"The best candidate’s own mean {name}, {own}, is equal to that."
            : best > mean == metric.HigherIsBetter
            ? $"The best candidate’s own mean {name}, {own}, is better than that, {told}: it was picked by the rows that judge it, and the rule of one standard error gives up some of the mean on purpose."
            : $"The best candidate’s own mean {name}, {own}, is worse than that, {told}.";
    }

    private void Layers()
    {
        CandidateResult[] shown = [.. _result.Candidates.Where(candidate => candidate.ShownLayers.Count > 0
            && (candidate.Candidate.Role != CandidateRole.Candidate || ReferenceEquals(candidate, _result.Chosen) || ReferenceEquals(candidate, _result.Best)))];
        if (shown.Length == 0)
        {
            _html.Text("p", "There are none.");
            return;
        }

        _html.Table(
            "Sparsity of each hidden layer, without a penalty, with early stopping, of the best and of the chosen candidate",
            [new("Candidate", false), new("Layer", true), new("Units", true), new("Zeros", true), new("Dead units", true), new("Mean activation", true), new("Active units per row", true)],
            from candidate in shown
            from layer in candidate.ShownLayers
            select (IReadOnlyList<HtmlCell>)
            [
                new(candidate.Candidate.Name), StudyCells.Count(layer.Index), StudyCells.Count(layer.Units), StudyCells.Share(layer.ZeroFraction),
                StudyCells.Share(layer.DeadUnitFraction), StudyCells.Score(layer.MeanActivation), StudyCells.Score(layer.L0PerRow),
            ]);
    }

    private void Notes()
    {
        string[] failures = [.. _result.Candidates.Where(candidate => candidate.Failure != null).Select(candidate => $"{candidate.Candidate.Name} failed: {candidate.Failure}")];
        var failedTests = _result.Candidates.SelectMany(candidate => candidate.FailedTests.Select(test => Text($"{candidate.Candidate.Name} failed on all rows with seed {test.Seed}: {test.Reason}")));
        var warnings = _result.Candidates.SelectMany(candidate => candidate.Warnings.Select(warning => (warning, candidate.Candidate.Name))).GroupBy(each => each.warning, each => each.Name)
            .Select(each => Text($"{each.Key} ({Names([.. each])})"));
        string[] all = [.. _result.Notes, .. failures, .. failedTests, .. warnings];
        if (all.Length == 0)
            _html.Text("p", "There are none.");
        else
            List(all);
    }

    private void About()
    {
        var version = typeof(StudyPage).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];
        double[] seconds = [.. _result.Candidates.Select(candidate => candidate.Seconds).Where(value => double.IsFinite(value) && value > 0)];
        _html.Element("dl", () =>
        {
            Fact("Data", _facts.Subject.Data);
            Fact("Columns", _facts.Subject.Columns);
            Fact("Rows", Text($"{_result.RowCount:#,0} to train on and to choose by"));
            Fact("Network", _facts.Subject.Network);
            Fact("Compared by", _result.Evaluation);
            Fact("Seeds", Text($"{_result.Seed} of the first repeat, and the next one of each further"));
            if (_facts.Subject.TrainCommand != null)
                Fact("Trains the one chosen", _facts.Subject.TrainCommand);
            Fact("Command", _facts.CommandLine);
            Fact("Started", _facts.Started.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture));
            Fact("Took", Text($"{_facts.Elapsed.TotalSeconds:0.0} s"));
            if (seconds.Length > 0)
                Fact("Seconds per training", Text($"{seconds.Average():0.00} on average, {seconds.Min():0.00} to {seconds.Max():0.00}"));
            Fact("Splits", Whole(_result.SplitCount));
            Fact("Version", $"actreg {version}");
        });
    }

    private void Fact(string name, string value)
    {
        _html.Text("dt", name);
        _html.Text("dd", value);
    }

    private void Section(string heading, Action content) => _html.Element("section", () => { _html.Text("h2", heading); content(); });

    private void List(IEnumerable<string> items) => _html.Element("ul", () =>
    {
        foreach (var item in items)
            _html.Text("li", item);
    });

    private static string Names(string[] names) => names.Length <= 3 ? string.Join("; ", names) : Text($"{names[0]} and {names.Length - 1} more candidates");

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
