using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>What <see cref="OptionsJson"/> knows of options' types, generated at build time.</summary>
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(bool?))]
[JsonSerializable(typeof(int?))]
[JsonSerializable(typeof(float?))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(TimeSpan?))]
[JsonSerializable(typeof(IReadOnlyList<int>))]
[JsonSerializable(typeof(IReadOnlyList<float>))]
[JsonSerializable(typeof(Optimizer))]
[JsonSerializable(typeof(GradientClipping))]
[JsonSerializable(typeof(LearningRateSchedule))]
[JsonSerializable(typeof(ActivityPenaltySchedule))]
[JsonSerializable(typeof(EarlyStopping))]
[JsonSerializable(typeof(KernelRegularizer))]
[JsonSerializable(typeof(KernelInitializer))]
[JsonSerializable(typeof(RegressionLoss))]
[JsonSerializable(typeof(ClassWeights))]
[JsonSerializable(typeof(SeriesWindow))]
[JsonSerializable(typeof(PreBias))]
[JsonSerializable(typeof(ValidationRows))]
[JsonSerializable(typeof(TrainingEngine))]
[JsonSerializable(typeof(CancellationBehavior))]
[JsonSerializable(typeof(CheckpointFailureBehavior))]
[JsonSerializable(typeof(CodeSparsity))]
internal sealed partial class OptionsJsonTypes : JsonSerializerContext;
