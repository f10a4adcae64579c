namespace ActReg.MLNet;

/// <summary>What an autoencoder's options must be.</summary>
internal static class AutoencoderRules
{
    public static IEnumerable<string?> Of(SparseAutoencoderOptions options) =>
    [
        .. OfColumns(options),
        Rule.AtLeast(1, options.CodeSize, "codeSize"),
        options.CodeSize < 1 ? null : options.SparsityInForce.Problem(options.CodeSize),
        Rule.Fraction(options.AnomalyShare, "anomalyShare")
            ?? OfScores(options, options.AnomalyShare != SparseAutoencoderOptions.DefaultAnomalyShare, "anomalyShare", options.AnomalyShare),
        Rule.Defined(options.PreBias, "preBias"),
        options.InputShape == null ? null : LayerShape.InputProblem(options.InputShape),
        options is { PreBias: PreBias.GeometricMedian, InputShape.Count: > 1 }
            ? Rule.Broken("preBias", "must be left as it is where inputShape has several dimensions", options.PreBias) : null,
        options is { PreBias: PreBias.GeometricMedian, InitialWeights: not null }
            ? Rule.Broken("preBias", "must be left as it is beside initialWeights", options.PreBias) : null,
        .. OfLayers(options.Encoder, "encoder", "the code", options.InputShape?.Count ?? 1, canEndInShape: false),
        .. OfLayers(options.Decoder, "decoder", "the reconstruction", inputRank: 1, canEndInShape: options.InputShape?.Count > 1),
        options.TiedWeights && (options.Encoder?.Count > 0 || options.Decoder?.Count > 0 || options.InputShape?.Count > 1)
            ? Rule.Broken("tiedWeights", "must be left out beside layers of the encoder or decoder, or an inputShape of several dimensions", true) : null,
        options.ActivityPenaltySchedule is { CountsZeros: true } schedule
            ? Rule.Broken("activityPenaltySchedule", "must not count zeros: sparsity = JumpRelu aims at a number of units, and TopK has it", schedule) : null,
        options.ActivityPenaltySchedule is { CountsZeros: false } other && !options.SparsityInForce.HasPenalty && !HasPenalty(options.Encoder) && !HasPenalty(options.Decoder)
            ? Rule.Broken("activityPenaltySchedule", "must come with a sparsity that is a penalty, or a layer that has one", other) : null,
        .. WatchedFigure.Of(options.Settings).Where(watched => watched.Metric.IsOfClasses || watched.Metric.NeedsScores)
            .Select(watched => Rule.Broken($"{watched.Option}.monitor", "must be a loss in an autoencoder", watched.Metric)),
    ];

    private static IEnumerable<string?> OfColumns(SparseAutoencoderOptions options)
    {
        string?[] outputs = [options.OutputColumnName, options.ReconstructionColumnName, options.ScoreColumnName, options.ScoreColumnName == null ? null : options.PredictedLabelColumnName];
        return
        [
            Rule.NotBlank(options.OutputColumnName, "outputColumnName"),
            Rule.NotBlank(options.InputColumnName, "inputColumnName"),
            options.ReconstructionColumnName == null ? null : Rule.NotBlank(options.ReconstructionColumnName, "reconstructionColumnName"),
            options.ScoreColumnName == null ? null : Rule.NotBlank(options.ScoreColumnName, "scoreColumnName"),
            Rule.NotBlank(options.PredictedLabelColumnName, "predictedLabelColumnName")
                ?? OfScores(options, options.PredictedLabelColumnName != SparseAutoencoderOptions.DefaultPredictedLabelColumnName, "predictedLabelColumnName", $"\"{options.PredictedLabelColumnName}\""),
            outputs.OfType<string>().GroupBy(name => name).FirstOrDefault(names => names.Count() > 1) is { } twice
                ? Rule.Broken("the columns to make", "must have names of their own", $"\"{twice.Key}\" twice") : null,
        ];
    }

    /// <summary>What is about scores does nothing without them.</summary>
    private static string? OfScores<T>(SparseAutoencoderOptions options, bool isChanged, string name, T value) =>
        isChanged && options.ScoreColumnName == null ? Rule.Broken(name, "must be left as it is without a scoreColumnName", value) : null;

    private static bool HasPenalty(IReadOnlyList<Layer>? layers) => layers?.Any(layer => layer?.IsPenalized == true) == true;

    private static IEnumerable<string?> OfLayers(IReadOnlyList<Layer>? layers, string name, string next, int inputRank, bool canEndInShape)
    {
        if (layers == null || layers.Any(layer => layer == null))
            return [Rule.Present(layers, name), .. (layers ?? []).Select((layer, i) => Rule.Present(layer, $"{name}[{i}]"))];
        return inputRank is < 1 or > 3 ? [] :
        [
            AutoencoderLayers.Problem(layers, name, next, inputRank, canEndInShape), .. layers.Select((layer, i) => ActivityPenaltyRules.Placed(layer, $"{name}[{i}]")),
        ];
    }
}
