using System.Text.Json;
using System.Text.Json.Nodes;

namespace ActReg.MLNet;

/// <summary>In what one part of a fingerprint differs from a stored one: of JSON, in which members and entries.</summary>
internal static class FingerprintDifference
{
    private const string Nothing = "not given";
    private const int MostCharacters = 2000;

    /// <summary>Sentences; none where they are the same.</summary>
    /// <param name="name">The part's.</param>
    /// <param name="here">Its text; <see langword="null"/> where it is not there.</param>
    /// <param name="there">The stored one's.</param>
    public static IEnumerable<string> Of(string name, string? here, string? there)
    {
        if (here == there)
            return [];
        try
        {
            // Another version may write the same properties in another order.
            if (here != null && there != null)
                return [.. Of(name, (JsonNode.Parse(here), here), (JsonNode.Parse(there), there))];
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            // Not JSON, or an object with two members of one name.
        }

        return [Sentence(name, here, there)];
    }

    private static IEnumerable<string> Of(string name, (JsonNode? Node, string Text) here, (JsonNode? Node, string Text) there)
    {
        if (JsonNode.DeepEquals(here.Node, there.Node))
            return [];
        return (here.Node, there.Node) switch
        {
            // Of objects of different kinds, member by member would say little.
            (JsonObject a, JsonObject b) when a.All(member => b.ContainsKey(member.Key)) && a.Count == b.Count =>
                a.SelectMany(member => Of($"{name}.{member.Key}", WithText(member.Value), WithText(b[member.Key]))),
            (JsonArray a, JsonArray b) when a.Count == b.Count && a.All(entry => entry is JsonObject) =>
                a.Index().SelectMany(entry => Of($"{name}[{entry.Index}]", WithText(entry.Item), WithText(b[entry.Index]))),
            _ => [Sentence(name, here.Text, there.Text)],
        };
    }

    private static string Sentence(string name, string? here, string? there) =>
        $"{Excerpt.Of(name)}: {Excerpt.Of(there ?? Nothing, MostCharacters)} in the checkpoint, {Excerpt.Of(here ?? Nothing, MostCharacters)} now.";

    private static (JsonNode? Node, string Text) WithText(JsonNode? node) => (node, node?.ToJsonString() ?? "null");
}
