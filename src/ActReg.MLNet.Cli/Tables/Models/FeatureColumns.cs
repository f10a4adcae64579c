using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>From the columns of a table to one vector of features, by ML.NET's own transforms; each is made in its column's place, as its tools do.</summary>
/// <param name="mlContext">Makes the transforms.</param>
/// <param name="columns">All columns of the table.</param>
/// <param name="areRaw">Whether numbers stay as they are, missing ones too: the trainer fills in and scales them.</param>
internal sealed class FeatureColumns(MLContext mlContext, IReadOnlyList<TakenColumn> columns, bool areRaw = false)
{
    /// <summary>Of texts, words and pairs of words share so many places by their hashes: 2 to this power.</summary>
    private const int TextBits = 10;

    private const int WordsTogether = 2;

    private readonly ILookup<ColumnKind, string> _used = columns.Where(column => column.IsUsed).ToLookup(column => column.Kind, column => column.Name);

    /// <param name="name">That of the vector.</param>
    public IEstimator<ITransformer> Estimator(string name)
    {
        string[] numbers = [.. _used[ColumnKind.Number]], booleans = [.. _used[ColumnKind.Boolean]];
        (string Flag, string Column)[] gaps = areRaw ? [] : [.. Gaps()];
        string[] flags = [.. gaps.Select(gap => gap.Flag)];

        var chain = new EstimatorChain<ITransformer>();
        if (gaps.Length > 0)
            chain = chain.Append<ITransformer>(mlContext.Transforms.IndicateMissingValues([.. gaps.Select(gap => new InputOutputColumnPair(gap.Flag, gap.Column))]));
        if (Pairs(flags) is { Length: > 0 } truths)
            chain = chain.Append<ITransformer>(mlContext.Transforms.Conversion.ConvertType(truths));
        if (!areRaw && Pairs([.. numbers, .. booleans]) is { Length: > 0 } present)
            chain = chain.Append<ITransformer>(mlContext.Transforms.ReplaceMissingValues(present, MissingValueReplacingEstimator.ReplacementMode.Mean));
        if (!areRaw && Pairs([.. numbers, .. flags, .. booleans]) is { Length: > 0 } scaled)
            chain = chain.Append<ITransformer>(mlContext.Transforms.NormalizeMeanVariance(scaled, fixZero: false));
        if (Pairs([.. _used[ColumnKind.Category]]) is { Length: > 0 } coded)
            // Neither a text that was not trained on nor a missing one has a place of its own: all places are 0.
            chain = chain.Append<ITransformer>(mlContext.Transforms.Categorical.OneHotEncoding(coded, keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue));
        foreach (var text in _used[ColumnKind.Text])
        {
            chain = chain.Append<ITransformer>(mlContext.Transforms.Text.NormalizeText(text))
                .Append<ITransformer>(mlContext.Transforms.Text.ProduceHashedWordBags(text, text, numberOfBits: TextBits, ngramLength: WordsTogether))
                .Append<ITransformer>(mlContext.Transforms.NormalizeLpNorm(text));
        }

        return chain.Append<ITransformer>(mlContext.Transforms.Concatenate(name, [.. FeatureOrder.Of(_used, gaps).Select(part => part.Part)]));
    }

    private IEnumerable<(string Flag, string Column)> Gaps()
    {
        string[] names = [.. columns.Select(column => column.Name)];
        return FeatureOrder.Flagged.SelectMany(kind => columns.Where(column => column is { IsUsed: true, Missing: > 0 } && column.Kind == kind))
            .Select(column => (FeatureOrder.FlagOf(column.Name, names), column.Name));
    }

    private static InputOutputColumnPair[] Pairs(string[] names) => [.. names.Select(name => new InputOutputColumnPair(name))];
}
