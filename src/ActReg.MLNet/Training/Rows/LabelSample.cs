namespace ActReg.MLNet;

/// <summary>Labels, or other numbers of rows, with their weights: all of them, or of very many every second, fourth and so on.</summary>
internal sealed class LabelSample
{
    private const int MostLabels = 1 << 20;

    private readonly int _most;
    private readonly List<(float Label, float Weight)> _kept = [];
    private long _count;
    private long _step = 1;

    /// <param name="most">The most to keep: an even number.</param>
    public LabelSample(int most = MostLabels) => _most = most;

    /// <summary>Takes note of a label.</summary>
    public void Add(float label, float weight)
    {
        if (_count++ % _step != 0)
            return;
        if (_kept.Count == _most)
        {
            for (var i = 0; i < _most / 2; i++)
                _kept[i] = _kept[2 * i];
            _kept.RemoveRange(_most / 2, _most / 2);
            _step *= 2;
        }

        _kept.Add((label, weight));
    }

    /// <summary>The labels at which these shares of the weight are reached, in order of size; there must be a label.</summary>
    public float[] Quantiles(params ReadOnlySpan<double> shares)
    {
        (float Label, float Weight)[] sorted = [.. _kept.OrderBy(kept => kept.Label)];
        var total = sorted.Sum(kept => (double)kept.Weight);
        var quantiles = new float[shares.Length];
        for (var i = 0; i < shares.Length; i++)
        {
            double sum = 0;
            var last = 0;
            while (last < sorted.Length - 1 && (sum += sorted[last].Weight) < shares[i] * total)
                last++;
            quantiles[i] = sorted[last].Label;
        }

        return quantiles;
    }
}
