using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ActReg.MLNet.Cli.StudyPages;
using ActReg.MLNet.Tests.Testing;
using CsCheck;

namespace ActReg.MLNet.Tests.Cli.Reports.Study;

/// <summary>A page is read as XML, by a program that is not a browser's and forgives nothing.</summary>
[TestClass]
public sealed partial class StudyPageTests
{
    private static readonly StudyPageFacts Facts = new("A <study> & \"more\"", new("t.csv: binary, 'y' by 2 columns", "age (number), city (category)", "16 units with ReLU", "actreg train t.csv"), "actreg sweep --x '<1>'", DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(61.25));

    [TestMethod]
    public void Headings_are_in_order_and_begin_with_what_was_found()
    {
        var page = Read(StudyResults.Grid(2));
        string[] expected = ["Conclusions", "Pictures", "Candidates", "What choosing achieves", "Hidden layers", "Notes and warnings", "How to read this", "This study"];
        Assert.AreEqual(Facts.Title, page.Descendants("h1").Single().Value);
        CollectionAssert.AreEqual(expected, page.Descendants("h2").Select(heading => heading.Value).ToArray());
        Assert.AreEqual("en", page.Root!.Attribute("lang")!.Value);
        Assert.AreEqual(Facts.Title, page.Descendants("title").Single().Value);
        Assert.IsNotNull(page.Descendants("meta").SingleOrDefault(meta => meta.Attribute("name")?.Value == "viewport"));
    }

    [TestMethod]
    public void Conclusions_notes_and_facts_are_all_there()
    {
        var result = StudyResults.Grid(2);
        var page = Read(result);
        CollectionAssert.AreEqual(result.Conclusions.ToArray(), Section(page, "Conclusions").Descendants("li").Select(item => item.Value).ToArray());
        Assert.AreEqual(result.Notes[0], Section(page, "Notes and warnings").Descendants("li").Single().Value);
        var facts = Section(page, "This study").Descendants("dd").Select(fact => fact.Value).ToArray();
        CollectionAssert.IsSubsetOf((string[])[Facts.CommandLine, "1970-01-01 00:00:00 +00:00", "61.3 s"], facts);
    }

    [TestMethod]
    public void The_page_says_what_was_studied()
    {
        var facts = Section(Read(StudyResults.Grid(2)), "This study").Descendants("dl").Single().Elements().Select(fact => fact.Value).ToArray();
        CollectionAssert.IsSubsetOf(
            (string[])["Data", Facts.Subject.Data, "Columns", Facts.Subject.Columns, "Rows", "500 to train on and to choose by", "Network", Facts.Subject.Network, "Compared by",
                "5 folds, 2 times; 3 folds within each; test data 2 times", "Seeds", "1 of the first repeat, and the next one of each further", Facts.Subject.TrainCommand!],
            facts);
    }

    [TestMethod]
    public void Without_test_data_the_page_has_no_word_of_them()
    {
        var result = StudyResults.Grid(2, hasTest: false) with { Evaluation = StudyEvaluation.CrossValidation(5, 2).Text(hasTestData: false) };
        Assert.DoesNotContain("test data", Text(result), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("test data", Text(StudyResults.Grid(2)), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Where candidates differ in other options as well, what the penalty alone brings has a column of its own.</summary>
    [TestMethod]
    public void What_the_penalty_brings_stands_beside_the_same_other_options()
    {
        var result = StudyResults.With(hasTest: false, [StudyResults.Number("LearningRate", 0.1)], [StudyResults.Number("LearningRate", 0.1), StudyResults.Number("Strength", 0.01)]);
        CandidateResult[] candidates = [.. result.Candidates.Select((candidate, i) => candidate with { Candidate = candidate.Candidate with { UnpenalizedIndex = i == 3 ? 2 : i } })];
        var (columns, rows) = Table(Read(result with { Candidates = candidates }), "Candidates");
        var column = columns["LogLoss less that with the same other options and no penalty"];
        double Mean(int candidate) => candidates[candidate].ValidationOf("LogLoss")!.Values.Average();
        Assert.AreEqual(Mean(3) - Mean(2), double.Parse(rows[3][column].Attribute("data-value")!.Value, CultureInfo.InvariantCulture), 1e-12);
        Assert.AreEqual("–", rows[2][column].Value);
    }

    /// <summary>Each figure as the result has it, in full where it is sorted by, and rounded where it is read.</summary>
    [TestMethod]
    public void The_table_has_the_results_numbers()
    {
        var result = StudyResults.Grid(3);
        var page = Read(result);
        var (columns, rows) = Table(page, "Candidates");
        Assert.HasCount(result.Candidates.Count, rows);
        foreach (var (candidate, row) in result.Candidates.Zip(rows))
        {
            Assert.AreEqual(candidate.Candidate.Name, row[0].Value);
            Same(candidate.ValidationOf("LogLoss")!.Interval.Mean, row[columns["LogLoss"]]);
            Same(candidate.ValidationOf("Accuracy")!.Interval.Mean, row[columns["Accuracy"]]);
            Same(candidate.TestOf("LogLoss")!.Interval.Mean, row[columns["LogLoss, test data"]]);
            Same(candidate.Train.Single(metric => metric.Metric == "Accuracy").Interval.Mean, row[columns["Accuracy, rows trained on"]]);
            Same(candidate.Layers[^1].ZeroFraction.Mean, row[columns["Zeros, last hidden layer"]]);
            Same(candidate.ActiveShare, row[columns["Active hidden outputs"]]);
            Same(candidate.Seconds, row[columns["Seconds per training"]]);
            var interval = candidate.ValidationOf("LogLoss")!.Interval;
            Assert.AreEqual(
                string.Create(CultureInfo.InvariantCulture, $"{interval.Mean:0.0000}{interval.Low:0.0000} to {interval.High:0.0000}"), row[columns["LogLoss"]].Value.Replace("\n", "", StringComparison.Ordinal));
            Assert.AreEqual(candidate.Setting("Strength"), row[columns["Strength"]].Value);
        }
    }

    [TestMethod]
    public void What_a_candidate_is_stands_in_words()
    {
        var result = StudyResults.Grid(3);
        var (columns, rows) = Table(Read(result), "Candidates");
        Assert.AreEqual("baseline", rows[0][columns["What it is"]].Value);
        Assert.AreEqual("chosen", rows[result.ChosenIndex!.Value][columns["What it is"]].Value);
        Assert.AreEqual("best mean", rows[result.BestIndex!.Value][columns["What it is"]].Value);
    }

    [TestMethod]
    public void What_failed_is_told_and_has_no_figures()
    {
        var failed = StudyResults.Candidate(new("bad", CandidateRole.Candidate, []), 2) with { Failure = "It diverged <here>.", Validation = [], ValidationAgainstBaseline = [], Train = [], Layers = [], SplitCount = 3 };
        var page = Read(StudyResults.Of([StudyResults.Candidate(new("no penalty", CandidateRole.Baseline, []), 0), failed]));
        var (columns, rows) = Table(page, "Candidates");
        Assert.AreEqual("failed, left out after 3 splits", rows[1][columns["What it is"]].Value);
        Assert.IsTrue(rows[1].Skip(2).All(cell => cell.Value == "–" && cell.Attribute("data-value")!.Value == ""));
        Assert.AreEqual("bad failed: It diverged <here>.", Section(page, "Notes and warnings").Descendants("li").Last().Value);
    }

    /// <summary>By the figures; the nested log-loss is 0.54.</summary>
    [TestMethod]
    [DataRow(0.3, "The best candidate’s own mean LogLoss, 0.3000, is better than that, 0.5400: it was picked by the rows that judge it, and the rule of one standard error gives up some of the mean on purpose.")]
    [DataRow(0.54, "The best candidate’s own mean LogLoss, 0.5400, is equal to that.")]
    [DataRow(0.6, "The best candidate’s own mean LogLoss, 0.6000, is worse than that, 0.5400.")]
    public void What_choosing_achieves_stands_beside_the_best(double best, string text)
    {
        var result = StudyResults.Of([StudyResults.Candidate(new("no penalty", CandidateRole.Baseline, []), 0).WithLoss(best, 0.01)]);
        StringAssert.EndsWith(Section(Read(result), "What choosing achieves").Elements("p").First().Value, text, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Shares_end_at_0_and_100_percent()
    {
        var candidate = StudyResults.Candidate(new("no penalty", CandidateRole.Baseline, []), 0);
        CandidateResult Wide(double mean) => candidate with { Layers = [candidate.Layers[0] with { DeadUnitFraction = StudyResults.Interval(mean, 0.05), ZeroFraction = StudyResults.Interval(mean, 0.05) }] };
        var (columns, rows) = Table(Read(StudyResults.Of([Wide(0.02), Wide(0.98)])), "Candidates");
        Assert.AreEqual("2.0 %0.0 % to 7.0 %", rows[0][columns["Dead units, last hidden layer"]].Value.Replace("\n", "", StringComparison.Ordinal));
        Assert.AreEqual("98.0 %93.0 % to 100.0 %", rows[1][columns["Zeros, last hidden layer"]].Value.Replace("\n", "", StringComparison.Ordinal));
    }

    [TestMethod]
    public void A_study_of_which_nothing_is_left_has_a_page()
    {
        var page = Read(StudyResults.Of([StudyResults.Candidate(new("no penalty", CandidateRole.Baseline, []), 0) with { Failure = "Bad.", Validation = [], Train = [], Layers = [], ActiveShare = double.NaN }]));
        Assert.AreEqual("Every candidate failed.", Section(page, "Conclusions").Descendants("li").Single().Value);
        Assert.AreEqual("There is nothing to draw.", Section(page, "Pictures").Elements("p").Single().Value);
    }

    [TestMethod]
    public void Warnings_are_told_once_with_the_candidates_they_are_of()
    {
        var candidates = StudyResults.Grid(2).Candidates.Select((candidate, i) => candidate with { Warnings = i < 2 ? ["Few rows."] : [] }).ToArray();
        Assert.AreEqual("Few rows. (no penalty; early stopping)", Section(Read(StudyResults.Of(candidates)), "Notes and warnings").Descendants("li").Last().Value);
    }

    [TestMethod]
    public void Every_picture_says_what_it_shows_and_comes_along()
    {
        var images = Read(StudyResults.Grid(2)).Descendants("img").ToArray();
        Assert.HasCount(7, images);
        foreach (var image in images)
        {
            Assert.IsGreaterThan(20, image.Attribute("alt")!.Value.Length);
            const string prefix = "data:image/webp;base64,";
            StringAssert.StartsWith(image.Attribute("src")!.Value, prefix);
            using var bitmap = SkiaSharp.SKBitmap.Decode(Convert.FromBase64String(image.Attribute("src")!.Value[prefix.Length..]));
            Assert.AreEqual(2 * (int)image.Attribute("width")!, bitmap.Width);
            Assert.AreEqual(2 * (int)image.Attribute("height")!, bitmap.Height);
        }
    }

    [TestMethod]
    public void Of_200_candidates_it_is_below_2_MB_and_asks_for_nothing()
    {
        var text = Text(StudyResults.Random(200));
        Assert.IsLessThan(2_000_000, Encoding.UTF8.GetByteCount(text));
        Assert.AreEqual("", string.Join(" ", Address().Matches(Pictures().Replace(text, "")).Select(match => match.Value)));
    }

    [TestMethod]
    public void One_result_gives_the_same_page_each_time() => Assert.AreEqual(Text(StudyResults.Grid(2)), Text(StudyResults.Grid(2)));

    /// <summary>Names, values and messages of any letters, markup among them; several on a page, since pictures take longest.</summary>
    [TestMethod]
    public void Any_text_is_read_back_as_it_was() => Gen.Select(Names, Names, Names).Array[10].Sample(
        texts =>
        {
            CandidateResult[] candidates = [.. texts.Select((text, i) =>
                StudyResults.Candidate(new(text.Item1, CandidateRole.Candidate, [StudyResults.Of(text.Item2, text.Item1)]), i + 1) with { Warnings = [$"{i}{text.Item3}"] })];
            var page = Read(StudyResults.Of([StudyResults.Candidate(new("no penalty", CandidateRole.Baseline, []), 0), .. candidates]) with { Nested = null, Notes = [] }, hasPictures: false);
            var (_, rows) = Table(page, "Candidates");
            return rows.Skip(1).Select(row => row[0].Value).SequenceEqual(texts.Select(text => Readable(text.Item1)))
                && Section(page, "Notes and warnings").Descendants("li").Select(item => item.Value).SequenceEqual(texts.Select((text, i) => Readable($"{i}{text.Item3} ({text.Item1})")));
        },
        iter: 10, threads: 1);

    private static readonly Gen<string> Names = Gen.OneOf(Gen.String[1, 20], Gen.String[Gen.Char["<>&\"'/\\ =]-!a\n\r\t\0\u0001\u009f\u00a0é\ud83d\ude00\uffff"], 1, 20]);

    /// <summary>What has no place in HTML is shown as the sign for it.</summary>
    private static string Readable(string text) => string.Concat(text.ReplaceLineEndings("\n").EnumerateRunes().Select(rune =>
        rune.Value is < 0x20 and not (9 or 10) or (>= 0x7f and < 0xa0) || (rune.Value & 0xffff) >= 0xfffe ? "\ufffd" : rune.ToString()));

    private static void Same(double expected, XElement cell) => Assert.AreEqual(expected, double.Parse(cell.Attribute("data-value")!.Value, CultureInfo.InvariantCulture), 0);

    private static XElement Section(XDocument page, string heading) => page.Descendants("section").Single(section => section.Element("h2")!.Value == heading);

    private static (Dictionary<string, int> Columns, XElement[][] Rows) Table(XDocument page, string heading)
    {
        var table = Section(page, heading).Descendants("table").Single();
        return (table.Element("thead")!.Descendants("th").Index().ToDictionary(column => column.Item.Value, column => column.Index),
            [.. table.Element("tbody")!.Elements("tr").Select(row => row.Elements().ToArray())]);
    }

    private static XDocument Read(StudyResult result, bool hasPictures = true)
    {
        var text = Text(hasPictures ? result : result with { Candidates = [.. result.Candidates.Select(candidate => candidate with { ActiveShare = double.NaN, Layers = [], Train = [], Curve = [] })] });
        return XDocument.Parse(text["<!DOCTYPE html>\n".Length..], LoadOptions.PreserveWhitespace);
    }

    private static string Text(StudyResult result)
    {
        using var stream = new MemoryStream();
        StudyPage.Write(stream, result, Facts);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    [GeneratedRegex("base64,[A-Za-z0-9+/=]+")]
    private static partial Regex Pictures();

    [GeneratedRegex(@"https?:|//[a-z]|url\(|@import|<iframe|<object|srcset|fetch\(", RegexOptions.IgnoreCase)]
    private static partial Regex Address();
}

file static class Candidates
{
    public static string Setting(this CandidateResult candidate, string name) => candidate.Candidate.Settings.FirstOrDefault(setting => setting.Name == name)?.Value ?? "";
}
