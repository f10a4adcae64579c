using System.Globalization;

namespace ActReg.MLNet;

/// <summary>The one training loop: epochs of shuffled mini-batches, whatever the engine, task and layers.</summary>
internal static class TrainingLoop
{
    /// <param name="engine">The network in training.</param>
    /// <param name="train">The rows that the engine trains on.</param>
    /// <param name="validation">Rows to measure after each epoch; or <see langword="null"/>.</param>
    /// <param name="settings">Epochs, batch size, shuffling and seed.</param>
    /// <param name="endEpoch">Told of each epoch; returns whether to go on.</param>
    /// <param name="checkAlive">Called often; throws to cancel.</param>
    /// <exception cref="InvalidOperationException">The loss or a weight became infinite or not a number.</exception>
    public static TrainingResult Run(
        ITrainingEngine engine, TrainingSet train, TrainingSet? validation, TrainingSettings settings,
        Func<EpochMetrics, bool> endEpoch, Action checkAlive)
    {
        var random = RandomStreams.Create(settings.Seed, RandomStreams.Shuffling);
        var order = InOrder(train.RowCount);
        var validationOrder = InOrder(validation?.RowCount ?? 0);
        var history = new List<EpochMetrics>();
        var best = settings.EarlyStopping == null ? null : new BestEpoch(settings.EarlyStopping);
        for (var epoch = 1; epoch <= settings.Epochs; epoch++)
        {
            if (settings.Shuffle)
                random.Shuffle<int>(order);
            var trained = OverBatches(order, settings.BatchSize, engine.Step, checkAlive);
            var metrics = Metrics(epoch, trained);
            if (!double.IsFinite(metrics.Loss))
                throw Diverged($"the loss became {metrics.Loss.ToString(CultureInfo.InvariantCulture)} in epoch {epoch}", history);
            if (validation != null)
                metrics = AddValidation(metrics, OverBatches(validationOrder, settings.BatchSize, rows => engine.Evaluate(validation, rows), checkAlive));
            history.Add(metrics);
            var goOn = best?.Watch(metrics, engine) ?? true;
            if (!endEpoch(metrics) || !goOn)
                break;
        }

        // The last update comes after the last loss, which cannot show what it did.
        var weights = best?.Weights ?? engine.GetWeights();
        if (weights.Any(weight => !Weights.AreFinite(weight)))
            throw Diverged($"weights became infinite or not a number in epoch {history.Count}", history);
        return new TrainingResult(weights, history);
    }

    private static int[] InOrder(int count) => [.. Enumerable.Range(0, count)];

    private static BatchSums OverBatches(int[] order, int batchSize, Func<ReadOnlySpan<int>, BatchSums> measure, Action checkAlive)
    {
        var total = default(BatchSums);
        for (var start = 0; start < order.Length; start += batchSize)
        {
            checkAlive();
            total += measure(order.AsSpan(start, Math.Min(batchSize, order.Length - start)));
        }

        return total;
    }

    private static EpochMetrics Metrics(int epoch, BatchSums sums) => new()
    {
        Epoch = epoch,
        Loss = (sums.DataLoss + sums.ActivityPenalty) / sums.Weight,
        DataLoss = sums.DataLoss / sums.Weight,
        ActivityPenalty = sums.ActivityPenalty / sums.Weight,
        Accuracy = sums.Correct / sums.Weight,
    };

    private static EpochMetrics AddValidation(EpochMetrics metrics, BatchSums sums) => metrics with
    {
        ValidationLoss = (sums.DataLoss + sums.ActivityPenalty) / sums.Weight,
        ValidationDataLoss = sums.DataLoss / sums.Weight,
        ValidationAccuracy = sums.Correct / sums.Weight,
    };

    private static InvalidOperationException Diverged(string what, List<EpochMetrics> history)
    {
        var last = history.Count == 0
            ? "There was no epoch before it"
            : string.Create(CultureInfo.InvariantCulture, $"The last finite loss was {history[^1].Loss:G6}, in epoch {history[^1].Epoch}");
        return new InvalidOperationException(
            $"Training diverged: {what}. {last}. A smaller learningRate, normalized features or a weaker activityRegularizer usually helps.");
    }
}
