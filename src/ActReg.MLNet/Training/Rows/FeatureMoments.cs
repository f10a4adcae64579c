namespace ActReg.MLNet;

/// <summary>Where the features of some rows lie, and how far they scatter: each one's weighted mean, and mean squared difference from a number.</summary>
/// <param name="featureCount">The features per row.</param>
internal sealed class FeatureMoments(int featureCount)
{
    private readonly double[] _means = new double[featureCount];
    private readonly double[] _squares = new double[featureCount];

    /// <summary>What the rows weigh together.</summary>
    public double Weight { get; private set; }

    /// <summary>The features' weighted means.</summary>
    public ReadOnlySpan<double> Means => _means;

    /// <summary>Whether any feature differs between rows.</summary>
    public bool Vary => _squares.Any(square => square > 0);

    /// <summary>Of all rows, as they are adjusted, in one pass more where they are streamed.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="checkAlive">Called for each row; throws to cancel.</param>
    public static FeatureMoments Of(ITrainingRows rows, Action checkAlive)
    {
        var moments = new FeatureMoments(rows.FeatureCount);
        rows.ReadOnce(moments.Add, checkAlive);
        return moments;
    }

    /// <summary>Takes note of a row.</summary>
    public void Add(ReadOnlySpan<float> features, float weight)
    {
        // Welford's update, weighted, as of labels: sums of squares would cancel where a mean is large.
        Weight += weight;
        var share = weight / Weight;
        for (var i = 0; i < featureCount; i++)
        {
            var difference = features[i] - _means[i];
            _means[i] += difference * share;
            _squares[i] += weight * difference * (features[i] - _means[i]);
        }
    }

    /// <summary>A feature's weighted mean squared difference from a number: its variance, where that is the mean.</summary>
    public double MeanSquare(int feature, double center)
    {
        var offset = _means[feature] - center;
        return _squares[feature] / Weight + offset * offset;
    }
}
