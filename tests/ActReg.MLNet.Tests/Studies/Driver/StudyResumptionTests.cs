using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests.Studies.Driver;

/// <summary>Who goes on makes only the folds that something is still missing of: pre-processing may be the longest part.</summary>
[TestClass]
public sealed class StudyResumptionTests
{
    private static readonly MLContext MLContext = new(seed: 1);

    /// <summary>For all rows and the first fold, to tell the study, and for each of four folds and their three within; done, for the first two.</summary>
    [TestMethod]
    public void A_study_that_is_done_fits_pre_processing_only_to_see_its_rows()
    {
        using var folder = new TemporaryFolder();
        var evaluation = StudyEvaluation.CrossValidation(4, 1, 3);
        var counts = new Counting(MLContext);
        var whole = Run(folder["a.jsonl"], counts, evaluation);
        Assert.AreEqual(2 + 4 + 12, counts.Fits);
        counts.Fits = 0;
        Assert.AreEqual(whole, Run(folder["a.jsonl"], counts, evaluation));
        Assert.AreEqual(2, counts.Fits);
    }

    /// <summary>Without the results of the last fold, that fold alone is made again.</summary>
    [TestMethod]
    public void A_study_that_is_nearly_done_makes_what_is_missing()
    {
        using var folder = new TemporaryFolder();
        var evaluation = StudyEvaluation.CrossValidation(4, 1, 0);
        var counts = new Counting(MLContext);
        var whole = Run(folder["a.jsonl"], counts, evaluation);
        var lines = File.ReadAllLines(folder["a.jsonl"]);
        Assert.HasCount(1 + 4 + 12, lines);
        File.WriteAllText(folder["a.jsonl"], string.Join('\n', lines[..^2]) + "\n");
        counts.Fits = 0;
        Assert.AreEqual(whole, Run(folder["a.jsonl"], counts, evaluation));
        Assert.AreEqual(3, counts.Fits);
    }

    /// <summary>Draws are seen by the first two and the last one, and made where something is missing.</summary>
    [TestMethod]
    public void Draws_that_are_done_are_not_all_made_again()
    {
        using var folder = new TemporaryFolder();
        var counts = new Counting(MLContext);
        var whole = Draws(seed: 1);
        counts.Fits = 0;
        Assert.AreEqual(whole, Draws(seed: 1));
        Assert.AreEqual(3, counts.Fits);
        StringAssert.Contains(Assert.Throws<InvalidOperationException>(() => Draws(seed: 2)).Message, "by its data, ", StringComparison.Ordinal);

        string Draws(int seed) => Text(Study(folder["a.jsonl"], counts, StudyEvaluation.CrossValidation()).RunOnDraws(
            6, draw => (FakeStudy.Rows(8, 100 * seed * draw), FakeStudy.Rows(8, 100 * seed * draw + 50))));
    }

    /// <summary>It makes the same of all rows and of the first fold, and something else of the last: results of two studies would be mixed.</summary>
    [TestMethod]
    public void A_fold_that_has_become_another_one_is_refused()
    {
        using var folder = new TemporaryFolder();
        var evaluation = StudyEvaluation.CrossValidation(4, 1, 0);
        Run(folder["a.jsonl"], new(MLContext), evaluation);
        var lines = File.ReadAllLines(folder["a.jsonl"]);
        File.WriteAllText(folder["a.jsonl"], string.Join('\n', lines[..^1]) + "\n");
        var error = Assert.Throws<InvalidOperationException>(() => Run(folder["a.jsonl"], new(MLContext) { FitsWithoutShift = 2 }, evaluation));
        StringAssert.Contains(error.Message, "is the journal of another study, by the rows of repeat 1, fold 4: they, or what pre-processing makes of them, differ", StringComparison.Ordinal);
    }

    private static string Run(string journal, Counting preprocessing, StudyEvaluation evaluation) => Text(Study(journal, preprocessing, evaluation).Run(FakeStudy.Rows(24)));

    private static ActivityRegularizationStudy Study(string journal, Counting preprocessing, StudyEvaluation evaluation)
    {
        var options = FakeStudy.Options(evaluation);
        (options.JournalPath, options.Preprocessing) = (journal, preprocessing);
        return FakeStudy.Of(trial => new(0.5 + 0.01 * trial.Candidate), options).Study;
    }

    private static string Text(StudyResult result)
    {
        using var stream = new MemoryStream();
        result.WriteJson(stream);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Leaves rows as they are unless told otherwise, and counts how often it is fitted.</summary>
    private sealed class Counting(MLContext mlContext) : IEstimator<ITransformer>
    {
        public int Fits { get; set; }

        /// <summary>The first fits that leave rows as they are; those after them do not.</summary>
        public int FitsWithoutShift { get; init; } = int.MaxValue;

        public ITransformer Fit(IDataView input)
        {
            var shift = Fits++ < FitsWithoutShift ? 0 : 1;
            return mlContext.Transforms.CustomMapping<Point, Shifted>((from, to) => to.Features = [.. from.Features.Select(value => value + shift)], null).Fit(input);
        }

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => inputSchema;
    }

    private sealed class Point
    {
        [VectorType(1)]
        public float[] Features { get; set; } = [];
    }

    private sealed class Shifted
    {
        [VectorType(1)]
        public float[] Features { get; set; } = [];
    }
}
