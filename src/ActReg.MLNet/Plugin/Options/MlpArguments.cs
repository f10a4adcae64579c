namespace ActReg.MLNet;

/// <summary>From the arguments of the simple overloads to options.</summary>
internal static class MlpArguments
{
    /// <exception cref="ArgumentException">Arguments are out of range; the message names all that are.</exception>
    public static ActivityRegularizedMlpOptions ToOptions(
        string labelColumnName, string featureColumnName, string? exampleWeightColumnName, int[]? hiddenUnits,
        ActivityRegularizer? activityRegularizer, ActivityPlacement placement, int epochs, int? batchSize, float? learningRate,
        IReadOnlyList<float>? quantiles = null)
    {
        hiddenUnits ??= [ActivityRegularizedMlpOptions.DefaultUnits];
        var options = new ActivityRegularizedMlpOptions
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName,
            Epochs = epochs,
            BatchSize = batchSize,
            LearningRate = learningRate,
            Quantiles = quantiles,
        };
        ColumnRules.Check(
            options,
            [
                .. hiddenUnits.Select((units, i) => Rule.AtLeast(1, units, $"hiddenUnits[{i}]")),
                Rule.Defined(placement, nameof(placement)),
                activityRegularizer != null && hiddenUnits.Length == 0
                    ? Rule.Broken("activityRegularizer", "must be left out without hiddenUnits, whose outputs it would penalize", activityRegularizer) : null,
                .. TrainingRules.Of(options),
            ]);
        options.Layers = [.. hiddenUnits.SelectMany(units => HiddenLayer(units, activityRegularizer, placement))];
        return options;
    }

    /// <param name="units">The units.</param>
    /// <param name="regularizer">The penalty on their values; <see langword="null"/> for none.</param>
    /// <param name="placement">Whether it sees them before or after the ReLU.</param>
    public static Layer[] HiddenLayer(int units, ActivityRegularizer? regularizer, ActivityPlacement placement) =>
        regularizer != null && placement == ActivityPlacement.PreActivation
            ? [Layer.Dense(units, activityRegularizer: regularizer), Layer.Activation(Activation.Relu)]
            : [Layer.Dense(units, Activation.Relu, regularizer)];
}
