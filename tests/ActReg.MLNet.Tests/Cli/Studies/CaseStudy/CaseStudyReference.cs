using System.Text.Json;

namespace ActReg.MLNet.Tests.Cli;

/// <summary>What an independent program made of the case study: Golden/make_case_study.py.</summary>
internal sealed record CaseStudyReference(
    CaseStudyReference.Counts Meta, CaseStudyReference.Initialized[] Initializations, CaseStudyReference.Drawn[] Draws)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static CaseStudyReference Load() =>
        JsonSerializer.Deserialize<CaseStudyReference>(File.ReadAllText(GoldenFile.PathOf("case_study.json")), Options)!;

    public Initialized Initialization(string model) => Initializations.Single(each => each.Model == model);

    public Drawn Draw(string model) => Draws.Single(each => each.Model == model);

    internal sealed record Counts(int Initializations, int Draws, int PublishedTogether);

    /// <summary>Over initializations, on the tutorial's points.</summary>
    internal sealed record Initialized(
        string Model, double TrainMedian, Statistics Test, Statistics MeanActivation, Statistics ZeroFraction,
        Statistics DeadUnitFraction, int[] TestCorrect);

    /// <summary>Over draws of points.</summary>
    internal sealed record Drawn(string Model, Statistics Test, Statistics Lift);

    internal sealed record Statistics(double Mean, double Sd, double Se)
    {
        /// <summary>As it is quoted: the mean, and how far its 95% interval reaches.</summary>
        public string Quoted => FormattableString.Invariant($"{Mean:0.000;-0.000;0.000} ± {1.96 * Se:0.000}");
    }
}
