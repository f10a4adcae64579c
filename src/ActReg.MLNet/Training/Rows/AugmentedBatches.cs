namespace ActReg.MLNet;

/// <summary>Batches of copies of rows, which a user's function changes; the rows themselves stay as they are.</summary>
/// <param name="batches">The rows as they are; disposed of with this.</param>
/// <param name="capacity">The most rows of a batch.</param>
/// <param name="augment">The user's function.</param>
/// <param name="seed">The training's.</param>
/// <param name="values">What features may become.</param>
internal sealed class AugmentedBatches(
    IBatches batches, int capacity, RowAugmentation augment, int seed, FeatureDomain values) : IBatches
{
    private readonly SplitMixRandom _random = new();
    private readonly int[] _rows = [.. Enumerable.Range(0, capacity)];
    // The same memory under two names in turn: what an engine keeps of a set must not be taken for the next batch.
    private TrainingSet? _set;
    private TrainingSet? _other;
    private int _epoch;
    private long _place;

    public void StartEpoch(int epoch)
    {
        batches.StartEpoch(epoch);
        _epoch = epoch;
        _place = 0;
    }

    /// <exception cref="InvalidOperationException">The user's function threw, or left features that cannot be trained on.</exception>
    public RowBatch Next()
    {
        var batch = batches.Next();
        var set = Room(batch.Set);
        for (var i = 0; i < batch.Rows.Length; i++)
        {
            var row = batch.Rows[i];
            var features = set.Features.InPlace(i);
            batch.Set.Features.CopyTo(row, features);
            batch.Set.Target(row).CopyTo(set.Target(i));
            if (set.Weights != null)
                set.Weights[i][0] = batch.Set.Weight(row);
            Augment(features);
        }

        return new RowBatch(set, _rows.AsSpan(0, batch.Rows.Length));
    }

    public void Dispose() => batches.Dispose();

    private TrainingSet Room(TrainingSet like)
    {
        var next = _other ?? new TrainingSet(
            like.FeatureCount, new float[capacity * like.FeatureCount], like.TargetCount, new float[capacity * like.TargetCount],
            like.Weights == null ? null : new float[capacity]);
        _other = _set ?? next with { };
        return _set = next;
    }

    private void Augment(Span<float> features)
    {
        _random.Restart(RandomStreams.OfRow(seed, RandomStreams.Augmentation, _epoch, _place++));
        try
        {
            augment(features, _random);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"augmentation threw in epoch {_epoch + 1}: {e.Message}", e);
        }

        if (!values.AreAll(features))
            Check(features);
    }

    private void Check(Span<float> features)
    {
        for (var i = 0; i < features.Length; i++)
        {
            if (values.Problem(features[i], i) is { } problem)
                throw new InvalidOperationException($"augmentation: in epoch {_epoch + 1}, {problem}");
        }
    }
}
