using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>What the serializer knows of a <see cref="TrainingFingerprint"/>'s parts, generated at build time.</summary>
[JsonSerializable(typeof(SortedDictionary<string, string>))]
internal sealed partial class FingerprintTypes : JsonSerializerContext;
