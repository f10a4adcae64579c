using Microsoft.ML.Runtime;

namespace ActReg.MLNet;

/// <summary>Trains the networks of an ensemble, and calibrates them.</summary>
/// <param name="options">The trainer's own.</param>
/// <param name="run">Its way of running trainings.</param>
internal sealed class TabularTraining(ActivityRegularizedTabularMlpOptions options, TrainingRun run)
{
    /// <summary>The share of the rows that each network sets aside; 0 where rows are set aside for all, or none are.</summary>
    public float MemberFraction => options.DrawsRowsToValidateOn ? options.ValidationFraction : 0;

    /// <param name="channel">Where lines and warnings go.</param>
    /// <param name="requests">The networks.</param>
    /// <param name="data">The rows.</param>
    public IReadOnlyList<TrainedNetwork> Run(IChannel channel, IReadOnlyList<TrainingRequest> requests, TrainingData data)
    {
        if (!options.HasOwnEpochs)
            requests = [.. requests.Select(request => request with { Settings = request.Settings with { Epochs = TabularRecipe.EpochsOf(data.Train.RowCount) } })];
        Rule.ThrowIfBroken([options.Refit && data.Validation != null ? Rule.Broken("refit", "must be false where Fit is given a validation set", true) : null]);
        var fraction = data.Validation == null ? MemberFraction : 0;
        if (fraction > 0 && !MemberRows.AreThere(((MemoryRows)data.Train).Set, byClass: requests[0].Loss.ClassCount > 0))
        {
            requests = WithoutValidation(channel, requests, data.Train);
            fraction = 0;
        }

        var isCalibrated = options.Calibrate && data.ClassWeights == null && requests[0].Loss.ClassCount > 0 && fraction > 0;
        if (isCalibrated)
            requests = [.. requests.Select(request => request with { Settings = TabularRecipe.OfCalibrated(request.Settings) })];
        var members = run.Run(channel, requests, data, fraction);
        var warnings = new TrainingWarnings(channel);
        foreach (var member in members)
            warnings.OfResult(member.Result, requests[0].PenaltyOption);
        TrainedNetwork[] networks = [.. (options.Refit && fraction > 0 ? Refitted(channel, requests, data, members) : members).Select(member => member.Result.Network)];
        (TrainedNetwork, MemoryRows)[] held = [.. members.Where(member => member.SetAside != null).Select(member => (member.Result.Network, member.SetAside!))];
        if (!isCalibrated || held.Length == 0)
            return networks;
        // Where a cancelled training is to give its best model, this belongs to it.
        var temperature = TemperatureFit.Of(requests[0].Loss, held, options.OnCancellation == CancellationBehavior.KeepBest ? () => { } : run.CheckAlive);
        channel.Info("The networks' logits are divided by {0:g3}, as the rows say that they set aside.", temperature);
        return [.. networks.Select(network => Temperature.Apply(network, temperature))];
    }

    /// <summary>What is trained where no row can be set aside: the same without what watches such rows.</summary>
    /// <exception cref="InvalidOperationException">That cannot be.</exception>
    private IReadOnlyList<TrainingRequest> WithoutValidation(IChannel channel, IReadOnlyList<TrainingRequest> requests, ITrainingRows rows)
    {
        if (ValidationRules.OneGroup(options) is { } ofGroups)
            throw channel.Except(ofGroups);
        var problem = $"validationFraction sets none of the {rows.RowCount} usable row(s) of the training set aside: {(requests[0].Loss.ClassCount > 0 ? "no class has two" : "there must be two")}.";
        var settings = WatchedFigure.WithoutValidation(requests[0].Settings);
        if (WatchedFigure.Of(settings).FirstOrDefault(watched => watched.Metric.IsOfValidation) is { Metric: { } metric, Option: var option })
            throw channel.Except($"{problem} {option} watches {metric}, for which there must be one.");
        channel.Warning(
            "{0} The networks are trained on all rows{1}.", problem,
            settings == requests[0].Settings ? "" : $" for all {settings.Epochs} epochs, without early stopping");
        return [.. requests.Select(request => request with { Settings = settings })];
    }

    /// <summary>The same networks trained on all rows, as long as suited most of them; where that is cancelled, and the best is to be kept, those that there are.</summary>
    private IReadOnlyList<EnsembleMember> Refitted(
        IChannel channel, IReadOnlyList<TrainingRequest> requests, TrainingData data, IReadOnlyList<EnsembleMember> members)
    {
        if (members.Count < requests.Count || members.Any(member => member.Result.IsCancelled))
            return members;
        int[] epochs = [.. members.Select(member => member.Result.ModelEpoch!.Epoch).Order()];
        var median = epochs[(epochs.Length - 1) / 2];
        channel.Info("Training on all rows, {0} epochs.", median);
        try
        {
            var refitted = run.Run(
                channel, [.. requests.Select(request => request with { Settings = TabularRecipe.OfRefit(request.Settings) })], data, fraction: 0, lastEpoch: median);
            if (refitted.Count == requests.Count && !refitted.Any(member => member.Result.IsCancelled))
                return refitted;
        }
        catch (OperationCanceledException) when (options.OnCancellation == CancellationBehavior.KeepBest && IsCancelled())
        {
        }

        channel.Warning("Training on all rows was cancelled; the model is that of the networks before.");
        return members;
    }

    private bool IsCancelled() => new TrainingControl { CheckAlive = run.CheckAlive }.IsCancelled();
}
