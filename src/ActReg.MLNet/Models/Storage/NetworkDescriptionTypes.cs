using System.Text.Json.Serialization;

namespace ActReg.MLNet;

/// <summary>What the serializer knows of <see cref="NetworkDescription"/>, generated at build time.</summary>
[JsonSerializable(typeof(NetworkDescription))]
internal sealed partial class NetworkDescriptionTypes : JsonSerializerContext;
