using System.Diagnostics;
using ActReg.MLNet.Cli.Tables;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Cli.Sweep;

/// <summary>Cross-validation of a trainer that studies do not take: several networks that score together. The folds are those of a study.</summary>
/// <param name="training">The table.</param>
/// <param name="trainer">The trainer.</param>
/// <param name="folds">At least 2.</param>
internal sealed class FoldTrainings(TableTraining training, TrainerChoices trainer, int folds)
{
    /// <summary>When the first training goes on for longer, it is told how long all may take.</summary>
    public TimeSpan FirstNews { get; init; } = TimeSpan.FromSeconds(10);

    private readonly StudyTask _task = training.Label.Task switch
    {
        TableTask.Binary => StudyTask.Binary,
        TableTask.Multiclass => StudyTask.Multiclass,
        _ => StudyTask.Regression,
    };

    /// <param name="onProgress">Called for each fold; the last training, on all rows, is among those to come.</param>
    /// <param name="cancellation">Ends it.</param>
    public TableValidation Run(Action<StudyProgress> onProgress, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var rows = TablePipeline.Labels(training.MLContext, training.Label).Fit(training.Rows).Transform(training.Rows);
        var labels = Labels(rows, cancellation);
        var figures = new List<Dictionary<StudyMetric, double>>();
        foreach (var split in new StudySplits(labels, trainer.Seed).CrossValidation(folds, repeats: 1))
        {
            var onEpochEnd = figures.Count == 0 ? Estimate(watch, trainer.EpochsOf(split.Train.Length), onProgress) : null;
            figures.Add(Measure(rows, labels, split, onEpochEnd, cancellation));
            var left = watch.Elapsed / figures.Count * (folds + 1 - figures.Count);
            onProgress(new(figures.Count, folds + 1, watch.Elapsed, left));
        }

        // Test rows over training rows, as of a study.
        var overlap = 1.0 / (folds - 1);
        return new(_task, folds, [.. _task.Metrics.Select(metric => MetricSummary.Of(metric.Name, [.. figures.Select(fold => fold[metric])], overlap))], [], null);
    }

    private Dictionary<StudyMetric, double> Measure(IDataView rows, PreparedRows labels, StudySplit split, Action<EpochEnd>? onEpochEnd, CancellationToken cancellation)
    {
        var mlContext = training.MLContext;
        var model = training.Features().Append(trainer.Create(mlContext, training.Label, onEpochEnd, cancellation)).Fit(Some(rows, labels.RowCount, split.Train));
        cancellation.ThrowIfCancellationRequested();
        var scored = model.Transform(Some(rows, labels.RowCount, split.Evaluation!));
        float[] expected = [.. split.Evaluation!.Select(place => labels.Labels![place])];
        if (training.Label.Task == TableTask.Regression)
            return RegressionMeasures.Of([.. scored.GetColumn<float>("Score")], expected);
        var network = FittedNetwork.In(model, "The model");
        float[][] outputs = [.. network.Logits(mlContext, scored, training.Label.Roles)];
        float[] values = [.. outputs.SelectMany(row => row)];
        return training.Label.Task == TableTask.Binary
            ? BinaryMeasures.Of(values, [.. values.Select(network.LogOdds)], expected) : MulticlassMeasures.Of(values, expected);
    }

    /// <summary>Tells once how long all will take if no network stops early.</summary>
    private Action<EpochEnd> Estimate(Stopwatch watch, long epochs, Action<StudyProgress> onProgress)
    {
        var (done, isTold, counting) = (0L, false, new Lock());
        return _ =>
        {
            // Networks are trained side by side.
            lock (counting)
            {
                done++;
                if (isTold || watch.Elapsed < FirstNews)
                    return;
                isTold = true;
                onProgress(new(0, folds + 1, watch.Elapsed, watch.Elapsed * ((double)epochs / done * (folds + 1) - 1)));
            }
        };
    }

    private static SelectedRows Some(IDataView rows, int count, int[] places)
    {
        var isSelected = new bool[count];
        foreach (var place in places)
            isSelected[place] = true;
        return new(rows, isSelected);
    }

    /// <summary>What folds are dealt out by: each row's label, and no feature.</summary>
    private PreparedRows Labels(IDataView rows, CancellationToken cancellation)
    {
        var column = rows.Schema[training.Label.Roles.Label];
        var labels = new List<float>();
        using (var cursor = rows.GetRowCursor([column]))
        {
            var read = LabelColumn.Getter(cursor, column);
            while (cursor.MoveNext())
            {
                cancellation.ThrowIfCancellationRequested();
                labels.Add(read());
            }
        }

        return new(1, new float[labels.Count], ColumnMarks.OfFeatures(column)) { Labels = [.. labels], ClassCount = LabelColumn.ClassCount(column, _task.Label) };
    }
}
