namespace ActReg.MLNet.Tests.Testing;

/// <summary>Results of studies that never ran, for what shows them.</summary>
internal static class StudyResults
{
    private static readonly string[] Metrics = ["Accuracy", "AreaUnderRocCurve", "AreaUnderPrecisionRecallCurve", "F1Score", "LogLoss", "BrierScore", "CalibrationError"];

    /// <summary>L1 and L2, before and after the activation, at some strengths.</summary>
    public static StudyResult Grid(int strengths = 6, bool hasTest = true, params string[] reductions)
    {
        IEnumerable<StudySetting[]> settings =
            from reduction in reductions.DefaultIfEmpty("")
            from norm in new[] { "L1", "L2" }
            from placement in new[] { "PostActivation", "PreActivation" }
            from i in Enumerable.Range(0, strengths)
            let strength = Math.Pow(10, i - strengths)
            select (StudySetting[])
            [
                Of("Norm", norm), Of("Placement", placement), new("Strength", $"1e{i - strengths}", strength),
                .. reduction.Length == 0 ? [] : new[] { Of("Reduction", reduction) },
            ];
        return With(hasTest, [.. settings]);
    }

    /// <summary>Candidates drawn at random from five settings.</summary>
    public static StudyResult Random(int count, bool hasTest = false)
    {
        var random = new Random(5);
        return With(hasTest, [.. Enumerable.Range(0, count).Select(_ => (StudySetting[])
        [
            Number("Strength", Math.Round(Math.Pow(10, -5 * random.NextDouble()), 6)), Of("Norm", random.Next(3) switch { 0 => "L1", 1 => "L2", _ => "L1L2" }),
            Of("HiddenUnits", random.Next(4) switch { 0 => "[16]", 1 => "[32]", 2 => "[64, 32]", _ => "[128, 64, 32, 16]" }), Number("BatchSize", 16 << random.Next(4)),
            Number("LearningRate", Math.Round(Math.Pow(10, -1 - 3 * random.NextDouble()), 6)),
        ])]);
    }

    /// <summary>A study of candidates with such settings, after the baseline and early stopping.</summary>
    public static StudyResult With(bool hasTest, params IReadOnlyList<StudySetting[]> settings)
    {
        CandidateResult[] candidates =
        [
            Candidate(new("no penalty", CandidateRole.Baseline, []), 0, hasTest, hasCurve: true),
            Candidate(new("early stopping", CandidateRole.EarlyStopping, []), 1, hasTest),
            .. settings.Select((each, i) => Candidate(
                new(CandidateName.Of(each, "ReLU"), CandidateRole.Candidate, each) { UnpenalizedIndex = 0, Function = "ReLU" }, i + 2, hasTest, hasCurve: i < 2)),
        ];
        return Of(candidates);
    }

    /// <summary>The best by log-loss; the second that has a curve is chosen.</summary>
    public static StudyResult Of(IReadOnlyList<CandidateResult> candidates)
    {
        var defined = candidates.Index().Where(candidate => candidate.Item.ValidationOf("LogLoss") is { } loss && double.IsFinite(loss.Interval.Mean)).ToArray();
        return new()
        {
            Task = "binary",
            Metric = StudyMetric.LogLoss,
            Evaluation = "5 folds, 2 times; 3 folds within each; test data 2 times",
            Seed = 1,
            RowCount = 500,
            SplitCount = 10,
            Overlap = 0.25,
            Candidates = candidates,
            BestIndex = defined.Length == 0 ? null : defined.MinBy(candidate => candidate.Item.ValidationOf("LogLoss")!.Interval.Mean).Index,
            ChosenIndex = defined.Length == 0 ? null : defined.MinBy(candidate => candidate.Item.ActiveShare).Index,
            Nested = new([.. Metrics.Select((metric, i) => new MetricSummary(metric, Interval(0.5 + 0.01 * i, 0.02), [0.5]))], [.. Metrics.Select(metric => Difference(metric, Interval(0.01, 0.02)))], [.. new[] { 2, 2, 3 }.Select(place => Math.Min(place, candidates.Count - 1))]),
            Notes = ["3 rows of the data were left out: a feature, label or weight is missing, infinite, or not above 0."],
        };
    }

    /// <summary>A candidate whose figures follow from its place.</summary>
    public static CandidateResult Candidate(StudyCandidate candidate, int place, bool hasTest = false, bool hasCurve = false)
    {
        var random = new Random(place + 7);
        var strength = candidate.Settings.FirstOrDefault(setting => setting.Name == "Strength")?.Number ?? 0;
        var decades = strength > 0 ? 6 + Math.Log10(strength) : 0;
        var isFirst = candidate.Settings.Any(setting => setting.Value is "L1" or "PreActivation");
        var (loss, zeros) = (0.45 - 0.05 * decades + 0.012 * decades * decades * (isFirst ? 1 : 0.8) + 0.01 * random.NextDouble(), Math.Clamp(0.45 + 0.08 * decades + (isFirst ? 0.05 : 0), 0, 0.97));
        MetricSummary[] All(double shift) => [.. Metrics.Select(metric => Summary(metric, metric is "LogLoss" or "BrierScore" or "CalibrationError" ? loss + shift : 1 - loss / 2 - shift, 0.02 + 0.01 * random.NextDouble()))];
        return new()
        {
            Candidate = candidate,
            SplitCount = 10,
            Validation = All(0.03),
            ValidationAgainstBaseline = place == 0 ? [] : [.. Metrics.Select(metric => Difference(metric, Interval(0.002 * place - 0.01, 0.01)))],
            Test = hasTest ? All(0.05) : [],
            TestAgainstBaseline = place == 0 || !hasTest ? [] : [.. Metrics.Select(metric => Difference(metric, Interval(0.003 * place - 0.01, 0.01)))],
            Train = All(-0.08 + 0.02 * decades),
            Layers = [Layer(0, 16, zeros - 0.1), Layer(2, 16, zeros)],
            ActiveShare = 1 - zeros + 0.03 * random.NextDouble(),
            WeightCount = 337,
            Epochs = 50,
            Curve = hasCurve ? [.. Enumerable.Range(1, 50).Select(epoch => Point(epoch, loss))] : [],
            Seconds = 0.1 + 0.01 * place,
        };
    }

    /// <summary>The same candidate with another log-loss.</summary>
    public static CandidateResult WithLoss(this CandidateResult candidate, double mean, double half) =>
        candidate with { Validation = [.. candidate.Validation.Select(metric => metric.Metric == "LogLoss" ? Summary("LogLoss", mean, half) : metric)] };

    public static StudySetting Of(string name, string value) => new(name, value, null);

    public static StudySetting Number(string name, double value) => new(name, value.ToString(System.Globalization.CultureInfo.InvariantCulture), value);

    public static MetricSummary Summary(string metric, double mean, double half) => new(metric, Interval(mean, half), [mean - half, mean + half]);

    public static MeanInterval Interval(double mean, double half) => new(10, mean, half, half / 2, mean - half, mean + half);

    private static PairedDifference Difference(string metric, MeanInterval interval) => new(metric, 0.5 + interval.Mean, 0.5, interval);

    private static LayerSummary Layer(int index, int units, double zeros) => new(
        index, units, Interval(0.4 * (1 - zeros), 0.02), Interval(zeros, 0.04), Interval(Math.Max(0, zeros - 0.5), 0.03), Interval((1 - zeros) * units, 0.5));

    private static CurvePoint Point(int epoch, double loss) => new(
        epoch, Interval(loss * (0.3 + 1 / (1 + 0.2 * epoch)), 0.03), Interval(1 - loss * (0.2 + 1 / (1 + 0.3 * epoch)), 0.02),
        Interval(loss * (0.6 + 1 / (1 + 0.2 * epoch)), 0.04), Interval(1 - loss * (0.35 + 1 / (1 + 0.3 * epoch)), 0.03));
}
