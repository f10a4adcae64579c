using System.Text.Json;

namespace ActReg.MLNet.Tests.Fuzzing;

/// <summary>Where, in the bytes of JSON, its values are.</summary>
internal sealed class JsonPlaces
{
    private JsonPlaces()
    {
    }

    /// <summary>Every value.</summary>
    public List<Range> Values { get; } = [];

    public List<Range> Numbers { get; } = [];

    /// <summary>Texts, quotes included; names are none.</summary>
    public List<Range> Texts { get; } = [];

    /// <summary>Members of objects, from the name to the value's end.</summary>
    public List<Range> Members { get; } = [];

    /// <summary>The names of members, quotes included.</summary>
    public List<Range> Names { get; } = [];

    /// <summary>Values that are elements of arrays.</summary>
    public List<Range> Elements { get; } = [];

    /// <summary>The places in bytes that are JSON; <see langword="null"/> where they are not.</summary>
    public static JsonPlaces? Of(byte[] json)
    {
        try
        {
            var places = new JsonPlaces();
            var reader = new Utf8JsonReader(json);
            reader.Read();
            places.Add(ref reader);
            return places;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Adds the value that the reader has come to, and goes to its end.</summary>
    private Range Add(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        var kind = reader.TokenType;
        while (kind == JsonTokenType.StartObject && reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = (int)reader.TokenStartIndex;
            Names.Add(name..(name + reader.ValueSpan.Length + 2));
            reader.Read();
            Members.Add(name..Add(ref reader).End);
        }

        while (kind == JsonTokenType.StartArray && reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            Elements.Add(Add(ref reader));
        var place = start..(int)reader.BytesConsumed;
        Values.Add(place);
        if (kind == JsonTokenType.Number)
            Numbers.Add(place);
        if (kind == JsonTokenType.String)
            Texts.Add(place);
        return place;
    }
}
