using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>What <see cref="NetworkJson"/> knows of layers and settings, generated at build time.</summary>
[JsonSerializable(typeof(IReadOnlyList<Layer>))]
[JsonSerializable(typeof(TrainingSettings))]
[JsonSerializable(typeof(TrainingMetricConverter.StoredMetric))]
internal sealed partial class NetworkJsonTypes : JsonSerializerContext;
