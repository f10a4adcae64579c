namespace ActReg.MLNet;

/// <summary>Lets the first layers of a network find out from the rows to train on what they go by: medians, scales and the like.</summary>
internal static class LayerAdaptation
{
    private const int MostRows = 100_000;
    private const int MostValues = 1 << 24;
    private const int FewestRows = 1000;

    /// <summary>The training of a network whose layers have found out what they have to; the same where none has, or their weights are given.</summary>
    /// <param name="request">The training.</param>
    /// <param name="rows">The rows to train on, which are read once where they are streamed; of very many a sample.</param>
    /// <param name="checkAlive">Called for each row; throws to cancel.</param>
    public static TrainingRequest Of(TrainingRequest request, ITrainingRows rows, Action checkAlive)
    {
        var layers = request.Plan.Layers.TakeWhile(layer => layer.AdaptsToRows).ToArray();
        var given = request.InitialWeights ?? [];
        if (layers.Length == 0 || given.Count >= request.Plan.Steps.Where(step => step.LayerIndex < layers.Length).Sum(step => step.Weights.Count))
            return request;
        var blocks = request.Plan.Layers.SelectMany(layer => layer.ReplacedBlocks);
        var columns = Sample(rows, blocks.SelectMany(block => Enumerable.Range(block.First, block.Count)).ToHashSet(), checkAlive);
        var weights = new List<float[]>();
        for (var i = 0; i < layers.Length; i++)
        {
            var adapted = layers[i].Adapt(columns);
            (layers[i], columns) = (adapted.Layer, adapted.Output);
            weights.AddRange(adapted.Weights);
        }

        var plan = NetworkPlanner.Plan(request.Plan.Input, [.. layers, .. request.Plan.Layers.Skip(layers.Length)]);
        return request with
        {
            Plan = plan,
            // Pretrained layers may be some of them.
            InitialWeights = [.. given, .. weights.Zip(plan.Weights, (values, place) => new WeightTensor(place.Name, [.. place.Shape], values)).Skip(given.Count)],
            AreWeightsDerived = given.Count == 0,
        };
    }

    /// <summary>Layers, those of them that an earlier network has too as it has found them.</summary>
    /// <param name="layers">All layers.</param>
    /// <param name="earlier">The earlier network's; null where there is none.</param>
    public static IReadOnlyList<Layer> AsIn(IReadOnlyList<Layer>? earlier, IReadOnlyList<Layer> layers) => earlier == null ? layers : [.. layers.Select(
        (layer, i) => i < earlier.Count && (layer.AdaptsToRows ? layer.Unadapted : layer) == earlier[i].Unadapted ? earlier[i] : layer)];

    private static SampledColumns Sample(ITrainingRows rows, HashSet<int> categories, Action checkAlive)
    {
        var most = Math.Clamp(MostValues / rows.FeatureCount, FewestRows, MostRows);
        int[] numbers = [.. Enumerable.Range(0, rows.FeatureCount).Where(feature => !categories.Contains(feature))];
        var found = new CategoryUnits([.. categories]);
        var values = numbers.Select(_ => new List<float>()).ToArray();
        var weights = new List<float>();
        RowSample.Visit(
            rows, most,
            (row, features, weight) =>
            {
                for (var i = 0; i < numbers.Length; i++)
                    values[i].Add(features[numbers[i]]);
                found.Add(row, features, weight);
                weights.Add(weight);
            },
            checkAlive);
        var columns = new float[rows.FeatureCount][];
        for (var i = 0; i < numbers.Length; i++)
            columns[numbers[i]] = [.. values[i]];
        found.CopyTo(columns, weights.Count);
        return new SampledColumns(columns, [.. weights]) { Categories = categories };
    }
}
