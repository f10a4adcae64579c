using System.Text.RegularExpressions;

namespace ActReg.MLNet.Tests.Architecture;

/// <summary>Which files know one of many: what CONTRIBUTING.md says that adding another touches.</summary>
[TestClass]
public sealed class AdditionTests
{
    private const string AllOptions = "Plugin/Options/TrainingOptions.cs";
    private const string StudiedOptions = "Plugin/Options/TrainingOptions.Studies.cs";
    private const string Recipe = "Plugin/Options/TabularRecipe.cs";
    private const string StepRule = "Plugin/Options/StepDefaults.cs";
    private const string EnsembleRules = "Plugin/Options/TabularRules.cs";
    private const string TrainerOptions = "Plugin/Options/ActivityRegularizedOptionsBase.cs";
    private const string Autoencoders = "Plugin/(Options|Transforms)/.*Autoencoder.*";
    private const string Settings = "Network/Settings/TrainingSettings.cs";

    /// <summary>Arguments of the simple overloads too, what several parts of a training go by, or of one task alone.</summary>
    private static readonly string[] WidelyKnownOptions =
    [
        "Epochs", "BatchSize", "LearningRate", "Layers", "Seed", "Engine", "ValidationFraction", "RegressionLoss", "FeatureColumnName", "LabelColumnName",
        "ExampleWeightColumnName", "Quantiles", "SeriesWindow",
    ];

    private static IReadOnlyList<FileUse> Uses => Projects.Compiled("ActReg.MLNet").FileUses;

    /// <param name="kinds">The files of the kinds, as a pattern.</param>
    /// <param name="known">The files that may name one, as a pattern.</param>
    [TestMethod]
    // Rows are scored with a ReLU in one go.
    [DataRow("Network/Activations/(?!Relu|Elementwise).+Activation", "Network/Activations/Activation|Engine/Torch/TorchFunctions|Models/Onnx/OnnxActivations")]
    [DataRow("Network/Optimizers/.+Optimizer", "Network/Optimizers/(Optimizer|SkippedAdam)|Engine/Torch/TorchOptimizers")]
    [DataRow("Network/Optimizers/.+(?<!Gradient)Clipping", "Network/Optimizers/.*Clipping|Engine/Torch/TorchClipping")]
    [DataRow("Network/Regularizers/.+ActivityRegularizer", "Network/Regularizers/ActivityRegularizer|Engine/Torch/Torch(Custom)?Penalt(y|ies)")]
    [DataRow("Network/Schedules/(Constant|Exponential|OneCycle|CosLog4|FlatCosine|Plateau)Schedule", "Network/Schedules/(LearningRateSchedule|PlateauLearningRate)")]
    [DataRow("Network/Schedules/(WarmUp|Target.+)Penalties", "Network/Schedules/ActivityPenaltySchedule")]
    [DataRow("Network/Metrics/(EpochFigure|Ranking|Custom)Metric", "Network/Metrics/TrainingMetric.*")]
    [DataRow("Network/Layers/.+Layer", "Network/Layers/(I?Layer.*|(Conv|Pooling|UpSampling).DLayer)|Engine/Planning/.+Planner|Engine/Steps/.+Step|Plugin/Options/AutoencoderLayers")]
    [DataRow("Engine/Steps/.+Step", "Engine/Steps/.+|Engine/Planning/.+Planner|Engine/Torch/Torch.+|(Engine/Passes|Engine/Fused|Models/Scoring|Models/Weights)/.+|Models/Onnx/Onnx.+")]
    public void One_of_a_kind_is_known_to_few(string kinds, string known)
    {
        FileUse[] uses = [.. Uses.Where(use => Matches(use.To, kinds))];
        Assert.IsNotEmpty(uses, "a pattern that fits nothing");
        House.BreachesAre(uses.Where(use => !Matches(use.From, known)).Select(use => use.ToString()));
    }

    /// <summary>Of what makes trainers; autoencoders, which share most options, have files of their own.</summary>
    [TestMethod]
    public void An_option_stands_in_four_files_at_most()
    {
        string[] names = [.. typeof(ActivityRegularizedOptionsBase).GetProperties().Select(property => property.Name).Except(WidelyKnownOptions)];
        Assert.Contains("GradientClipping", names);
        House.BreachesAre(
            from name in names
            let files = FilesOf(name).ToArray()
            where files.Length > 4
            select $"{name}: {string.Join(", ", files)}");
    }

    /// <summary>Where an option is declared, and where it is used.</summary>
    private static IEnumerable<string> FilesOf(string option) =>
        Uses.Where(use => use.To is AllOptions or TrainerOptions or Settings && !Matches(use.From, Autoencoders)
                && use.Names.Split(", ").Any(name => name.EndsWith($".{option}", StringComparison.Ordinal)))
            .SelectMany(use => new[] { use.From, use.To })
            // The same class: what studies make of options. A recipe has a value of its own for many, as has what follows from rows, and an ensemble its own rules.
            .Where(file => file is not (StudiedOptions or Recipe or StepRule or EnsembleRules))
            .Append(typeof(TrainingOptions).GetProperty(option) == null ? TrainerOptions : AllOptions)
            .Distinct();

    private static bool Matches(string file, string pattern) => Regex.IsMatch(file, $"^({pattern})[.].*cs$");
}
