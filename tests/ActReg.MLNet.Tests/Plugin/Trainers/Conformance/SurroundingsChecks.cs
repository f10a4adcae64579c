using System.Collections;
using System.Globalization;
using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests.Conformance;

/// <summary>What a trainer must leave as it was, and what it must work with.</summary>
internal static class SurroundingsChecks
{
    /// <summary>Of a view that hands out its own memory, which ML.NET's views seldom do.</summary>
    public static void Input_is_only_read(CheckedTrainer trainer)
    {
        var rows = CheckedRows.Create(trainer.Task);
        var own = rows.Rows.Select(row => row.Features.ToArray()).ToArray();
        var view = new StubDataView(rows.ToView())
        {
            CursorWith = cursor => new StubCursor(cursor)
            {
                GetterWith = (column, getter) => column.Name == "Features"
                    ? (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => value = new(3, own[cursor.Position])) : getter,
            },
        };
        trainer.Make(new TrainerSetup()).Fit(view);
        foreach (var (row, found) in rows.Rows.Zip(own))
            TinyTraining.AreEqual(row.Features, found);
    }

    public static void The_process_is_as_it_was(CheckedTrainer trainer)
    {
        var before = State();
        trainer.Fit(CheckedRows.Create(trainer.Task));
        Assert.AreEqual(before, State());
    }

    public static void Other_columns_pass_through(CheckedTrainer trainer)
    {
        // Of two columns of one name, the first is hidden.
        var hidden = new MLContext().Transforms.CopyColumns("Name", "Weight");
        var view = CheckedRows.Create(trainer.Task).ToView();
        view = hidden.Fit(view).Transform(view);
        var scored = trainer.Make(new TrainerSetup()).Fit(view).Transform(view);
        foreach (var column in view.Schema)
        {
            var found = scored.Schema.Single(other => other.Index == column.Index);
            Assert.AreEqual((column.Name, column.Type, column.IsHidden), (found.Name, found.Type, found.IsHidden));
        }

        var columns = view.Schema.ToArray();
        DataViewColumnsAreSame(view, scored, columns);
    }

    public static void Cross_validation(CheckedTrainer trainer)
    {
        // ML.NET's evaluators take no vectors.
        if (trainer.Task > CheckedTask.Regression)
            return;
        var mlContext = new MLContext(seed: 1);
        var view = CheckedRows.Create(trainer.Task, rowCount: 60).ToView();
        var estimator = trainer.Make(new TrainerSetup());
        double[] losses = trainer.Task switch
        {
            CheckedTask.Binary => [.. mlContext.BinaryClassification.CrossValidate(view, estimator, 2).Select(fold => fold.Metrics.LogLoss)],
            CheckedTask.Multiclass => [.. mlContext.MulticlassClassification.CrossValidate(view, estimator, 2).Select(fold => fold.Metrics.LogLoss)],
            _ => [.. mlContext.Regression.CrossValidate(view, estimator, 2).Select(fold => fold.Metrics.MeanSquaredError)],
        };
        Assert.HasCount(2, losses);
        Assert.IsTrue(losses.All(double.IsFinite), string.Join(", ", losses));
    }

    public static void Permutation_importance(CheckedTrainer trainer)
    {
        if (trainer.Task > CheckedTask.Regression)
            return;
        var mlContext = new MLContext(seed: 1);
        var rows = CheckedRows.Create(trainer.Task, rowCount: 60);
        var view = rows.ToView();
        var model = trainer.Make(new TrainerSetup()).Fit(view);
        double[] changes = trainer.Task switch
        {
            CheckedTask.Binary => [.. mlContext.BinaryClassification.PermutationFeatureImportanceNonCalibrated(model, view).Select(
                feature => feature.Value.AreaUnderRocCurve.Mean)],
            CheckedTask.Multiclass => [.. mlContext.MulticlassClassification.PermutationFeatureImportance(model, view).Select(
                feature => feature.Value.LogLoss.Mean)],
            _ => [.. mlContext.Regression.PermutationFeatureImportance(model, view).Select(feature => feature.Value.MeanSquaredError.Mean)],
        };
        Assert.HasCount(3, changes);
        Assert.IsTrue(changes.All(change => double.IsFinite(change) && change != 0), string.Join(", ", changes));
    }

    /// <summary>The label that is predicted is that of the largest score.</summary>
    public static void Predictions_follow_scores(CheckedTrainer trainer)
    {
        var view = CheckedRows.Create(trainer.Task).ToView();
        var scored = trainer.Make(new TrainerSetup()).Fit(view).Transform(view);
        if (trainer.Task == CheckedTask.Binary)
        {
            TinyTraining.AreEqual(scored.GetColumn<float>("Score").Select(score => score > 0), scored.GetColumn<bool>("PredictedLabel"));
            foreach (var (score, probability) in scored.GetColumn<float>("Score").Zip(scored.GetColumn<float>("Probability")))
                Assert.AreEqual(1 / (1 + Math.Exp(-score)), probability, 1e-6);
        }
        else if (trainer.Task == CheckedTask.Multiclass)
        {
            TinyTraining.AreEqual(
                scored.GetColumn<float[]>("Score").Select(scores => (uint)Array.IndexOf(scores, scores.Max()) + 1), scored.GetColumn<uint>("PredictedLabel"));
            Assert.IsTrue(scored.GetColumn<float[]>("Score").All(scores => Math.Abs(scores.Sum() - 1) < 1e-5));
        }
        else if (trainer.Task == CheckedTask.Multilabel)
        {
            float[] scores = [.. scored.GetColumn<float[]>("Score").SelectMany(row => row)];
            TinyTraining.AreEqual(scores.Select(score => score > 0), scored.GetColumn<bool[]>("PredictedLabel").SelectMany(row => row));
            foreach (var (score, probability) in scores.Zip(scored.GetColumn<float[]>("Probability").SelectMany(row => row)))
                Assert.AreEqual(1 / (1 + Math.Exp(-score)), probability, 1e-6);
        }
        else
        {
            Assert.IsNull(scored.Schema.GetColumnOrNull("PredictedLabel"));
        }
    }

    private static void DataViewColumnsAreSame(IDataView expected, IDataView found, DataViewSchema.Column[] columns) => DataViewAssert.SameRows(
        DataViewContents.Read(expected, columns), DataViewContents.Read(found, [.. columns.Select(column => found.Schema[column.Index])]), "columns passed through");

    private static string State()
    {
        ThreadPool.GetMinThreads(out var minWorkers, out var minPorts);
        ThreadPool.GetMaxThreads(out var maxWorkers, out var maxPorts);
        var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(entry => $"{entry.Key}={entry.Value}").Order(StringComparer.Ordinal);
        return string.Join('\n', [
            CultureInfo.CurrentCulture.Name, CultureInfo.CurrentUICulture.Name, $"{CultureInfo.DefaultThreadCurrentCulture}", Environment.CurrentDirectory,
            $"{minWorkers} {minPorts} {maxWorkers} {maxPorts}", $"{Thread.CurrentThread.Priority}", $"{System.Runtime.GCSettings.LatencyMode}", .. variables]);
    }
}
