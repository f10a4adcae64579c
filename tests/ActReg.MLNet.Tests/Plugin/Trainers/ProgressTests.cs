using System.Globalization;
using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace ActReg.MLNet.Tests;

/// <summary>What a training tells of itself on ML.NET's channels.</summary>
[TestClass]
public sealed class ProgressTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void The_log_has_one_verbose_line_per_epoch_in_the_invariant_culture()
    {
        var lines = new List<LoggingEventArgs>();
        _mlContext.Log += (_, entry) => lines.Add(entry);
        var data = TinyTraining.Circles(_mlContext);
        IReadOnlyList<EpochMetrics> history;
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "|" } };
            history = TinyTraining.Trainer(_mlContext).Fit(data, data).Network().History;
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        var told = lines.Where(line => line.RawMessage.StartsWith("Epoch ", StringComparison.Ordinal)).ToArray();
        Assert.IsTrue(told.All(line => line.Kind == ChannelMessageKind.Trace && line.Source.Contains("RegularizedBinary")));
        TinyTraining.AreEqual(
            history.Select(epoch => string.Join(", ", new[]
            {
                FormattableString.Invariant($"Epoch {epoch.Epoch} of 3: loss {epoch.Loss:G6}"),
                FormattableString.Invariant($"data loss {epoch.DataLoss:G6}"),
                FormattableString.Invariant($"activity penalty {epoch.ActivityPenalty:G6}"),
                FormattableString.Invariant($"accuracy {epoch.Accuracy:G6}"),
                FormattableString.Invariant($"validation loss {epoch.ValidationLoss:G6}"),
                FormattableString.Invariant($"validation data loss {epoch.ValidationDataLoss:G6}"),
                FormattableString.Invariant($"validation accuracy {epoch.ValidationAccuracy:G6}"),
                "learning rate 0.02",
            })),
            told.Select(line => line.RawMessage));
        Assert.Contains(
            FormattableString.Invariant($"Trained 3 of 3 epochs on 60 rows; the last epoch's loss was {history[^1].Loss:g5}."),
            lines.Select(line => line.RawMessage));
    }

    /// <summary>Nothing moves at that rate, so that no epoch is better than the first.</summary>
    [TestMethod]
    public void The_last_line_says_which_epoch_s_weights_the_model_has()
    {
        var lines = new List<string>();
        _mlContext.Log += (_, entry) => lines.Add(entry.RawMessage);
        var options = TinyTraining.Options();
        options.LearningRate = 1e-20f;
        options.Epochs = 50;
        options.EarlyStopping = new EarlyStopping(patience: 4);
        TinyTraining.Trainer(_mlContext, options).Fit(TinyTraining.Circles(_mlContext), TinyTraining.Circles(_mlContext));
        var last = lines.Single(line => line.StartsWith("Trained ", StringComparison.Ordinal));
        Assert.StartsWith("Trained 5 of 50 epochs on 60 rows; ", last);
        Assert.EndsWith(" The model has the weights of epoch 1, the best one.", last);
    }

    [TestMethod]
    public void A_line_has_the_figures_that_apply()
    {
        var metrics = new EpochMetrics
        {
            Epoch = 12,
            Loss = 0.5,
            DataLoss = 0.5,
            ActivityPenalty = 0,
            Accuracy = double.NaN,
            LearningRate = 1e-3,
        };
        Assert.AreEqual("Epoch 12 of 100: loss 0.5, learning rate 0.001", new EpochLine(metrics, 100).ToString());
        Assert.AreEqual(
            "Epoch 12 of 100: loss 0.5, data loss 0.25, kernel penalty 0.25, accuracy 0.75, learning rate 0.001",
            new EpochLine(metrics with { DataLoss = 0.25, KernelPenalty = 0.25, Accuracy = 0.75 }, 100).ToString());
    }

    /// <summary>
    /// As ML.NET's own console sees it, which is not public: figures when it asks, one checkpoint at the end, and nothing that
    /// piles up.
    /// </summary>
    [TestMethod]
    public void The_progress_channel_tells_epochs_and_losses()
    {
        var environment = Find(typeof(MLContext), "_env")!.GetValue(_mlContext)!;
        var tracker = Find(environment.GetType(), "ProgressTracker")!.GetValue(environment)!;
        var asked = new List<string>();
        var options = TinyTraining.Options();
        options.OnEpochEnd = _ => asked.AddRange(Events(tracker));
        var data = TinyTraining.Circles(_mlContext);
        _ = Events(tracker);
        var history = TinyTraining.Trainer(_mlContext, options).Fit(data, data).Network().History;
        TinyTraining.AreEqual(["Training Start", .. history.Skip(1).Select(epoch => Text("asked", epoch))], asked);
        TinyTraining.AreEqual([Text("checkpoint", history[^1]), "Training Stop"], Events(tracker));

        static string Text(string kind, EpochMetrics epoch) => FormattableString.Invariant(
            $"Training {kind} {epoch.Epoch} of 3: Loss {epoch.Loss}, Validation Data Loss {epoch.ValidationDataLoss}");
    }

    private static string[] Events(object tracker)
    {
        var events = (System.Collections.IEnumerable)tracker.GetType().GetMethod("GetAllProgress")!.Invoke(tracker, null)!;
        return [.. events.Cast<object>().Select(Text)];

        static string Text(object progressEvent)
        {
            var entry = Value<object?>(progressEvent, "ProgressEntry");
            if (entry == null)
                return $"{Value<string>(progressEvent, "Name")} {Value<object>(progressEvent, "Kind")}";
            var header = Value<ProgressHeader>(entry, "Header");
            Assert.AreEqual("epochs", header.UnitNames.Single());
            var metrics = header.MetricNames.Zip(
                Value<double?[]>(entry, "Metrics"), (name, value) => FormattableString.Invariant($"{name} {value}"));
            var (done, limit) = (Value<double?[]>(entry, "Progress")[0], Value<double?[]>(entry, "ProgressLim")[0]);
            var kind = Value<bool>(entry, "IsCheckpoint") ? "checkpoint" : "asked";
            return FormattableString.Invariant(
                $"{Value<string>(progressEvent, "Name")} {kind} {done} of {limit}: {string.Join(", ", metrics)}");
        }
    }

    private static T Value<T>(object instance, string field) => (T)instance.GetType().GetField(field)!.GetValue(instance)!;

    private static FieldInfo? Find(Type? type, string field) => type == null
        ? null : type.GetField(field, BindingFlags.Instance | BindingFlags.NonPublic) ?? Find(type.BaseType, field);
}
