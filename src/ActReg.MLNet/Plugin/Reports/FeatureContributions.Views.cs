using System.Collections.Concurrent;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;

namespace ActReg.MLNet;

public sealed partial class FeatureContributions
{
    private const int RowsAtATime = 1024;
    private const int MostSteps = 10_000;

    /// <summary>Computes what each feature contributes to the scores of rows, by a whole pipeline's network or networks.</summary>
    /// <param name="model">What <c>Fit</c> or <c>Load</c> gave: a chain, or a transformer, with one trainer's model of this plugin in it.</param>
    /// <param name="data">Rows as the pipeline gets them, one at least. What comes out is kept in memory: four bytes for each feature of each row.</param>
    /// <param name="output">
    /// Which score is explained, where a row has several: the place of a class, in the order of the keys, of a label or of a quantile. By default each row's largest, which of
    /// classes is the predicted one.
    /// </param>
    /// <param name="method">How; integrated gradients by default.</param>
    /// <param name="baseline">
    /// Where features come from: as many finite values as the network takes. By default the middle of the rows that the network was trained on, where it has found that and scales
    /// features by it (<see cref="Layer.RobustScaling"/>, as of <c>ActivityRegularizedTabularMlp</c>), else 0, which behind <c>NormalizeMeanVariance</c> is the mean; of counts of categories 0.
    /// </param>
    /// <param name="steps">The pieces that the way from the baseline is cut into, at least 1; 64. Pieces are halved where more are needed for contributions to add up.</param>
    /// <param name="columnOf">
    /// The source column of a slot of the features, by its index and its name, which is empty where it has none. By default as of <see cref="PermutationImportance"/>.
    /// </param>
    /// <param name="maxDegreeOfParallelism">The most threads that work on it, at least 1; what comes out does not depend on it.</param>
    /// <exception cref="ArgumentException">The model has no network of this plugin, a column is missing or wrong, an argument is not as described, or no row can be used.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> or <paramref name="maxDegreeOfParallelism"/> is less than 1, steps are more than 10,000, or <paramref name="output"/> is none of a row's scores.</exception>
    /// <exception cref="NotSupportedException">
    /// The network looks features up in an embedding, masks timesteps, keeps the largest units alone (<see cref="Layer.TopK"/>), or scales each row by a <see cref="SeriesWindow"/>, and so has no slope by its features everywhere.
    /// </exception>
    public static FeatureContributions Create(
        ITransformer model, IDataView data, int? output = null, FeatureContributionMethod method = FeatureContributionMethod.IntegratedGradients,
        IReadOnlyList<float>? baseline = null, int steps = ContributionSettings.DefaultSteps, Func<int, string, string>? columnOf = null, int maxDegreeOfParallelism = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        var placed = PlacedPredictor.Find(model);
        var scoring = (placed.Predictor.Model as IWeaklyTypedCalibratedModelParameters)?.WeaklyTypedSubModel ?? placed.Predictor.Model;
        if (scoring is not (IExplainedModel explained and IScoresRows { Network: var network }))
            throw new ArgumentException(Rule.Broken(nameof(model), "must score as one of this plugin's trainers left it", placed.Predictor.Model.GetType().Name));
        var settings = new ContributionSettings(Require.Defined(method), Require.AtLeast(1, steps));
        if (steps > MostSteps)
            throw new ArgumentOutOfRangeException(nameof(steps), Rule.Broken(nameof(steps), $"must be at most {MostSteps}", steps));
        CheckBaseline(baseline, explained.FeatureCount);
        var explainer = new RowExplainer(explained, settings, baseline);
        var explainers = new ConcurrentBag<RowExplainer>([explainer, .. Enumerable.Range(1, Require.AtLeast(1, maxDegreeOfParallelism) - 1).Select(_ => new RowExplainer(explained, settings, baseline))]);
        if (output is { } place && (uint)place >= (uint)explainer.ScoreCount)
            throw new ArgumentOutOfRangeException(nameof(output), Rule.Broken(nameof(output), $"must be one of the {explainer.ScoreCount} scores of a row, 0 or more", place));
        var prepared = placed.Prepare(data);
        var readable = FeatureColumn.ReadAll(prepared, placed.FeatureColumnName, network).Select((features, place) => (Place: (long)place, Features: explained.CanRead(features.GetValues()) ? features.DenseValues().ToArray() : null))
            .Where(row => row.Features != null);
        // In order, whatever the number of threads.
        RowContributions[] rows = [.. readable.Chunk(RowsAtATime).SelectMany(some => Explain(some, explainers, output))];
        if (rows.Length == 0)
            throw new ArgumentException("data must have a row whose features the network can read; it has none.", nameof(data));
        var column = prepared.Schema[placed.FeatureColumnName];
        return new(
            method, explainer.Baseline, [.. ColumnMarks.OfFeatures(column).SlotNames?.Select(name => name.Length == 0 ? null : name) ?? new string?[explained.FeatureCount]],
            SlotGroups.Of(prepared.Schema, column).Of(explained.FeatureCount, columnOf), rows);
    }

    /// <summary>
    /// The contributions as rows of an ML.NET data set. Columns: Row, Int64, the place in the data; Output, Int32; Score and BaselineScore, Single; and FeatureContributions, a vector of Single, whose slots have the
    /// features' names.
    /// </summary>
    /// <param name="mlContext">Makes the data set.</param>
    public IDataView ToDataView(MLContext mlContext)
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        var definition = SchemaDefinition.Create(typeof(ViewRow));
        var column = definition[nameof(ViewRow.FeatureContributions)];
        column.ColumnType = new VectorDataViewType(NumberDataViewType.Single, Baseline.Count);
        ReadOnlyMemory<char>[] names = [.. SlotNames.Select(name => (name ?? "").AsMemory())];
        column.AddAnnotation(
            AnnotationUtils.Kinds.SlotNames, new VBuffer<ReadOnlyMemory<char>>(names.Length, names), new VectorDataViewType(TextDataViewType.Instance, names.Length));
        return mlContext.Data.LoadFromEnumerable(Rows.Select(row => new ViewRow(row)), definition);
    }

    private static RowContributions[] Explain((long Place, float[]? Features)[] rows, ConcurrentBag<RowExplainer> explainers, int? output)
    {
        var contributions = new RowContributions[rows.Length];
        Parallel.For(0, rows.Length, new ParallelOptions { MaxDegreeOfParallelism = explainers.Count }, i =>
        {
            // As many as there may be threads.
            if (!explainers.TryTake(out var explainer))
                throw new InvalidOperationException("More threads explain rows than were asked for.");
            contributions[i] = explainer.Explain(rows[i].Place, rows[i].Features, output);
            explainers.Add(explainer);
        });
        return contributions;
    }

    private static void CheckBaseline(IReadOnlyList<float>? baseline, int features)
    {
        if (baseline == null)
            return;
        if (baseline.Count != features)
            throw new ArgumentException(Rule.Broken(nameof(baseline), $"must have {features} values, one per feature", baseline.Count));
        for (var i = 0; i < features; i++)
        {
            if (Rule.Finite(baseline[i], $"baseline[{i}]") is { } problem)
                throw new ArgumentException(problem);
        }
    }

    private sealed class ViewRow(RowContributions row)
    {
        public long Row => row.Row;

        public int Output => row.Output;

        public float Score => row.Score;

        public float BaselineScore => row.BaselineScore;

        public float[] FeatureContributions => [.. row.Values];
    }
}
