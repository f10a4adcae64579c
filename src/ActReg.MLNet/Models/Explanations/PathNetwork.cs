namespace ActReg.MLNet;

/// <summary>What a network scores where a row's features move from a baseline to what they are, in a straight line; for one thread at a time.</summary>
/// <remarks>
/// The line begins behind what fills in missing features, which has no slope: a missing feature moves from its baseline to the value that is filled in, and what tells
/// that it was missing from 0 to 1.
/// </remarks>
internal sealed class PathNetwork
{
    private readonly NetworkPlan _plan;
    private readonly FeatureGradient _gradient;
    private readonly ScoredOutputs _scored;
    private readonly IReadOnlyList<int>? _filledFeatures;
    private readonly float[] _medians = [];
    private readonly float[] _from;
    private readonly float[] _to;
    private readonly float[] _outputs;

    /// <param name="network">The network; one that <see cref="Problem"/> finds nothing wrong with.</param>
    /// <param name="scored">What the model makes of its outputs.</param>
    /// <param name="capacity">The most points of a line at a time.</param>
    public PathNetwork(TrainedNetwork network, ScoredOutputs scored, int capacity)
    {
        _scored = scored;
        var plan = network.Plan;
        var parameters = new float[plan.ParameterLength];
        Weights.Pack(plan, network.Weights, parameters);
        _filledFeatures = plan.Steps[0].FilledFeatures;
        if (_filledFeatures != null)
            _medians = plan.Steps[0].CentersIn(parameters)!;
        var filling = _filledFeatures == null ? 0 : 1;
        var input = filling == 0 ? plan.Input : plan.Steps[0].Shape;
        _plan = NetworkPlanner.Plan(input, [.. plan.Layers.Skip(filling).Select(layer => layer.WithoutNoise.Computation.Frozen())]);
        _gradient = new FeatureGradient(_plan, [.. network.Weights.Skip(filling == 0 ? 0 : plan.Steps[0].Weights.Count)], capacity);
        Centers = plan.Steps[filling].CentersIn(parameters)?[..plan.InputSize];
        _from = new float[input.Size];
        _to = new float[input.Size];
        _outputs = new float[plan.OutputSize];
    }

    /// <summary>Where features lie, where the network has found that from the rows and moves them onto a scale of its own by it.</summary>
    public float[]? Centers { get; }

    /// <summary>The scores of a row.</summary>
    public int ScoreCount => _plan.OutputSize;

    /// <summary>Why a network's scores cannot be followed along a line; <see langword="null"/> where they can.</summary>
    public static string? Problem(TrainedNetwork network) =>
        network.Window != null ? "reads each row on a scale of its own, by its SeriesWindow"
        : network.Plan.Features.Count != null ? "looks features up in an embedding, and has no slope by them"
        : network.Plan.FeatureMask != null ? "masks timesteps by the values of features, and has no slope where these change"
        : network.Plan.Steps.FirstOrDefault(step => step.Jumps || step.Fused == null) is { } step
            ? $"has {LayerRanks.Name(network.Plan.Layers[step.LayerIndex], step.LayerIndex)}, {(step.Jumps ? "whose outputs jump where others become larger" : "whose slopes are not computed")}" : null;

    /// <summary>Takes a row.</summary>
    /// <param name="baseline">Where its features come from, all finite.</param>
    /// <param name="features">What they are, in the network's domain.</param>
    public void SetRow(ReadOnlySpan<float> baseline, ReadOnlySpan<float> features)
    {
        Fill(baseline, _from);
        Fill(features, _to);
    }

    /// <summary>Computes points of the line.</summary>
    /// <param name="places">Where they are: from 0 for the baseline to 1 for the row.</param>
    public void Forward(ReadOnlySpan<double> places)
    {
        for (var point = 0; point < places.Length; point++)
        {
            var features = _gradient.Features(point);
            var place = places[point];
            for (var i = 0; i < features.Length; i++)
                features[i] = (float)((1 - place) * _from[i] + place * _to[i]);
        }

        _gradient.Forward(places.Length);
    }

    /// <summary>Copies what is scored at a point.</summary>
    public void CopyScores(int point, Span<float> scores)
    {
        _gradient.CopyOutputs(point, scores);
        _scored.ToScores(scores);
    }

    /// <summary>Takes the derivatives of something by the scores of a point, which are overwritten.</summary>
    public void SetScoreSlopes(int point, Span<float> slopes)
    {
        _gradient.CopyOutputs(point, _outputs);
        _scored.ToOutputSlopes(_outputs, slopes);
        _gradient.SetOutputSlopes(point, slopes);
    }

    /// <summary>Computes the derivatives of points by their features.</summary>
    public void Backward(int points) => _gradient.Backward(points);

    /// <summary>Adds to each feature's share of the derivative by the place on the line.</summary>
    public void AddShares(int point, Span<float> shares)
    {
        var slopes = _gradient.FeatureSlopes(point);
        for (var i = 0; i < slopes.Length; i++)
        {
            // A slope may be infinite where nothing moves.
            if (_to[i] != _from[i])
                shares[_filledFeatures?[i] ?? i] += slopes[i] * (_to[i] - _from[i]);
        }
    }

    private void Fill(ReadOnlySpan<float> features, Span<float> values)
    {
        if (_filledFeatures == null)
        {
            features.CopyTo(values);
            return;
        }

        for (var i = 0; i < values.Length; i++)
        {
            var feature = features[_filledFeatures[i]];
            values[i] = i >= features.Length ? float.IsNaN(feature) ? 1 : 0 : float.IsNaN(feature) ? _medians[i] : feature;
        }
    }
}
