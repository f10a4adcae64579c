using Microsoft.ML;

namespace ActReg.MLNet;

/// <summary>What a study learns: how its trials train, and what they measure.</summary>
internal abstract class StudyTask
{
    private static readonly StudyTask[] All = [new BinaryTask(), new MulticlassTask(), new RegressionTask(), new AutoencoderTask()];

    public static StudyTask Binary => All[0];

    public static StudyTask Multiclass => All[1];

    public static StudyTask Regression => All[2];

    public static StudyTask Autoencoder => All[3];

    /// <summary>What specifications and files call it.</summary>
    public abstract string Name { get; }

    /// <summary>What is measured, in the order of tables.</summary>
    public abstract IReadOnlyList<StudyMetric> Metrics { get; }

    /// <summary>What candidates are chosen by, unless told otherwise.</summary>
    public abstract StudyMetric Choice { get; }

    /// <summary>What labels are.</summary>
    public abstract LabelKind Label { get; }

    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static StudyTask Of(string name) => Array.Find(All, task => task.Name == name)
        ?? throw new ArgumentException(Rule.Broken("task", $"must be one of {string.Join(", ", All.Select(task => task.Name))}", $"\"{name}\""));

    /// <summary>A metric's interval as texts show it: no end beyond what the metric can be.</summary>
    public MeanInterval Within(StudyMetric metric, MeanInterval interval) => metric.Within(interval, MostBrierScore);

    /// <summary>The largest Brier score that there is.</summary>
    private protected virtual double MostBrierScore => 2;

    /// <summary>Refuses what no training could be made with.</summary>
    /// <exception cref="ArgumentException">Options are out of range, or layers do not fit each other; the message names all that are.</exception>
    public abstract void Check(OptionsData options);

    /// <summary>Trains.</summary>
    /// <param name="mlContext">The trial's own.</param>
    /// <param name="options">How.</param>
    /// <param name="seed">Of the training.</param>
    /// <param name="fold">The data.</param>
    /// <param name="hasCurve">Whether rows to evaluate on are measured after each epoch.</param>
    /// <param name="cancellation">Ends it.</param>
    public abstract FittedTrial Fit(MLContext mlContext, OptionsData options, int seed, PreparedFold fold, bool hasCurve, CancellationToken cancellation);

    /// <summary>Gives options what every trial has of its own.</summary>
    private protected static void Prepare(TrainingOptions options, int seed, PreparedFold fold, CancellationToken cancellation) => options.PrepareTrial(
        seed, fold.Train.Weights == null ? null : PreparedView.Weight, fold.Train.Groups == null ? null : PreparedView.Group, cancellation);
}
