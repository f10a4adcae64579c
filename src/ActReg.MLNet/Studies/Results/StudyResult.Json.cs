using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActReg.MLNet;

public sealed partial record StudyResult
{
    /// <summary>
    /// Writes the result as JSON, every split's values included: the same bytes for the same study on one kind of machine, however many trials ran at a time and however
    /// often it was interrupted. Times are left out; a number that is none, or infinite, is null.
    /// </summary>
    /// <param name="stream">Where to.</param>
    public void WriteJson(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        JsonSerializer.Serialize(stream, this, StudyResultTypes.Default.Options);
        stream.Write("\n"u8);
    }
}

/// <summary>What the serializer knows of results, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(FiniteNumbers)], WriteIndented = true, NewLine = "\n",
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(StudyResult))]
internal sealed partial class StudyResultTypes : JsonSerializerContext;
