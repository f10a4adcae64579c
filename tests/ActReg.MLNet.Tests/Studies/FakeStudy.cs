using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests.Studies;

/// <summary>A trial as a test sees it: rows are known by their first feature.</summary>
/// <param name="Candidate">Its place.</param>
/// <param name="Seed">Of the training.</param>
/// <param name="Fold">How many folds were seen before.</param>
/// <param name="Train">The rows to train on.</param>
/// <param name="Evaluation">The others.</param>
/// <param name="HasCurve">Whether it is run for its learning curve.</param>
internal sealed record FakeTrial(int Candidate, int Seed, int Fold, int[] Train, int[] Evaluation, bool HasCurve)
{
    public bool IsTest => Evaluation[0] >= FakeStudy.FirstTestRow;
}

/// <summary>What a test says of a trial; each metric has the same value.</summary>
internal sealed record FakeFigures(double Evaluation, double Train = 0.5, double ActiveShare = 0.5, string? Failure = null, long Weights = 10, int Epochs = FakeStudy.Epochs, string? Warning = null)
{
    public static FakeFigures Failed { get; } = new(double.NaN, Failure: "it diverged");
}

/// <summary>Studies whose trials are made up: what a study makes of them is known beforehand.</summary>
internal static class FakeStudy
{
    public const int FirstTestRow = 1000;
    public const int Epochs = 4;

    private static readonly MLContext MLContext = new(seed: 1);

    /// <summary>Every second one is positive.</summary>
    public static IDataView Rows(int count, int first = 0) =>
        MLContext.Data.LoadFromEnumerable(Enumerable.Range(first, count).Select(row => new Point { Features = [row], Label = row % 2 == 0 }).ToArray());

    public static IDataView TestRows => Rows(6, FirstTestRow);

    /// <summary>Candidate 0 is the baseline, early stopping the next if it is compared, then so many others.</summary>
    public static (ActivityRegularizationStudy Study, FakeExecutor Executor) Of(Func<FakeTrial, FakeFigures> figures, StudyOptions options, int candidates = 2, StudySpace? space = null)
    {
        var executor = new FakeExecutor(figures);
        options.Executor = executor;
        options.Metric ??= StudyMetric.Accuracy;
        var study = MLContext.BinaryClassification.ActivityRegularizationStudy(
            new ActivityRegularizedMlpOptions { Layers = [Layer.Dense(2, Activation.Relu)], Epochs = Epochs, LearningRate = 3e-4f },
            space ?? StudySpace.Grid(StudySpace.VaryStrength([.. Enumerable.Range(1, candidates).Select(i => 0.001f * i)])), options);
        executor.Study = study;
        return (study, executor);
    }

    public static StudyOptions Options(StudyEvaluation? evaluation = null) => new() { Evaluation = evaluation ?? StudyEvaluation.CrossValidation(4, 1, 0), CompareEarlyStopping = false };

    private sealed class Point
    {
        [VectorType(1)]
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }
}

/// <summary>Reports what a test says, one trial after the other.</summary>
internal sealed class FakeExecutor(Func<FakeTrial, FakeFigures> figures) : IStudyExecutor
{
    private readonly List<string> _folds = [];

    public ActivityRegularizationStudy? Study { get; set; }

    public List<FakeTrial> Seen { get; } = [];

    /// <summary>Whether the result of a trial is kept back.</summary>
    public Func<FakeTrial, bool> IsLost { get; set; } = _ => false;

    /// <summary>Whether it comes back without an exception when it is cancelled.</summary>
    public bool IsSilent { get; set; }

    public void Execute(IEnumerable<TrialSpecification> trials, IStudyFolds folds, Action<TrialResult> report, CancellationToken cancellation)
    {
        foreach (var trial in trials)
        {
            if (IsSilent && cancellation.IsCancellationRequested)
                return;
            cancellation.ThrowIfCancellationRequested();
            var fold = folds.Find(trial.Fold);
            if (!_folds.Contains(fold.Name))
                _folds.Add(fold.Name);
            var candidate = Study!.Candidates.Index().Single(of => of.Item.Options == trial.Options).Index;
            var seen = new FakeTrial(candidate, trial.Seed, _folds.IndexOf(fold.Name), Numbers(fold.Train), Numbers(fold.Evaluation), trial.HasCurve);
            Seen.Add(seen);
            if (!IsLost(seen))
                report(Result(trial, figures(seen)));
        }
    }

    private static TrialResult Result(TrialSpecification trial, FakeFigures figures) => figures.Failure is { } failure ? new() { Id = trial.Id, Failure = failure } : new()
    {
        Id = trial.Id,
        Train = Metrics(figures.Train),
        Evaluation = Metrics(figures.Evaluation),
        Layers = [new(0, 2, 0.1, 1 - figures.ActiveShare, 0, 2 * figures.ActiveShare)],
        WeightCount = figures.Weights,
        Epochs = figures.Epochs,
        Warnings = figures.Warning == null ? [] : [figures.Warning],
        Curve = trial.HasCurve ? [new(1, 1, 0.5, 1, 0.5), new(4, 1, 0.5, 1, 0.5)] : [],
    };

    private static Dictionary<string, double> Metrics(double value) => StudyTask.Binary.Metrics.ToDictionary(metric => metric.Name, _ => value);

    private static int[] Numbers(PreparedRows rows) => [.. Enumerable.Range(0, rows.RowCount).Select(row => (int)rows.Row(row)[0])];
}
