namespace ActReg.MLNet;

/// <summary>Whether what a checkpoint holds is of the training whose fingerprint it has.</summary>
internal static class CheckpointFit
{
    /// <summary>What is wrong, as sentences, and null for each rule that is kept. The engine has rules of its own.</summary>
    /// <param name="start">What has been found.</param>
    /// <param name="request">The training.</param>
    /// <param name="data">Its rows.</param>
    public static IEnumerable<string?> Problems(Checkpoint start, TrainingRequest request, TrainingData data)
    {
        var (network, settings) = (start.Network, request.Settings);
        return
        [
            .. TrainingFingerprints.Of(request.Plan, settings).DifferencesFrom(TrainingFingerprints.Of(network.Plan, network.Settings)),
            network.Plan.Input == request.Plan.Input
                ? null : Rule.Broken("the features of the network", $"must be {request.Plan.Input}", network.Plan.Input),
            network.LabelScales == data.LabelScales
                ? null : Rule.Broken("labelScale", $"must be {Text(data.LabelScales)}", Text(network.LabelScales)),
            OfEpochs(network.History.Count, settings),
            First(network.History.Select(metrics => Rule.Finite(metrics.Loss, "an epoch's loss"))),
            First(network.History.Select(metrics => Rule.NotNegative(metrics.LearningRate, "an epoch's learning rate"))),
            OfStep(start.Engine.Step, network.History.Count, settings, data.Train.RowCount),
            OfBestEpoch(network.History, BestEpoch.For(request)),
            .. OfPenalties(start.Penalties, request.Plan.PenalizedSteps.Count),
        ];
    }

    /// <summary>There is none before the first epoch, nor after the last.</summary>
    private static string? OfEpochs(int epochs, TrainingSettings settings) => epochs >= 1 && epochs < settings.Epochs
        ? null : Rule.Broken("the epochs of a checkpoint", $"must be at least 1 and below {settings.Epochs}", epochs);

    private static string? OfStep(int step, int epochs, TrainingSettings settings, long rows)
    {
        // Batches that weigh nothing are no steps.
        var most = (Int128)epochs * ((rows + settings.BatchSize - 1) / settings.BatchSize);
        return step >= 0 && step <= most ? null : Rule.Broken("the optimizer's steps", $"must be at least 0 and at most {most}", step);
    }

    /// <summary>Training would have ended before.</summary>
    private static string? OfBestEpoch(IReadOnlyList<EpochMetrics> history, BestEpoch? best) =>
        best == null || history.All(metrics => best.Watch(metrics, () => []))
            ? null : Rule.Broken("the epochs of a checkpoint", "must be fewer than earlyStopping leaves", history.Count);

    private static IEnumerable<string?> OfPenalties(PenaltyState penalties, int count) =>
    [
        OfCount("strengths", penalties.Strengths, count),
        OfCount("zero fractions", penalties.ZeroFractions, count),
        OfCount("earlier zero fractions", penalties.EarlierZeroFractions, count),
        First(penalties.Strengths.Select(strength => Rule.NotNegative(strength, "an activity penalty's strength"))),
        First(penalties.ZeroFractions.Concat(penalties.EarlierZeroFractions).Select(OfZeroFraction)),
    ];

    private static string? OfCount(string what, double[] values, int count) =>
        values.Length == count ? null : Rule.Broken($"the {what}", $"must be {count}, one for each activity penalty", values.Length);

    /// <summary>Of a step that has not been, it is NaN.</summary>
    private static string? OfZeroFraction(double fraction) =>
        double.IsNaN(fraction) || fraction is >= 0 and <= 1 ? null : Rule.Broken("a zero fraction", "must be at least 0 and at most 1", fraction);

    private static string? First(IEnumerable<string?> problems) => problems.FirstOrDefault(problem => problem != null);

    private static string Text(LabelScales? scales) => scales?.ToString() ?? "none";
}
