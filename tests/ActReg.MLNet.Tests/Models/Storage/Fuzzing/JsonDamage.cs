using System.Text;

namespace ActReg.MLNet.Tests.Fuzzing;

/// <summary>Changes of JSON that leave JSON.</summary>
internal static class JsonDamage
{
    private static readonly string[] Numbers =
    [
        "0", "-0", "1", "-1", "2", "3", "7", "1000", "0.5", "0.999999999", "1.5", "-2.5", "1e-45", "1e-999", "3.4e38", "1e39", "1e308", "1e999", "-1e999",
        "2147483647", "2147483648", "-2147483648", "-2147483649", "4294967295", "9007199254740993", "9223372036854775808", "100000000000000000000",
    ];

    private static readonly string[] Others = ["null", "true", "false", "\"\"", "\"x\"", "[]", "{}", "[[]]", "\"NaN\"", "\"\\ud800\"", "\"\\u0000\""];

    /// <param name="random">What decides.</param>
    /// <param name="json">The JSON.</param>
    /// <param name="other">Another's, to take values of.</param>
    public static byte[] Apply(Random random, byte[] json, byte[] other)
    {
        if (JsonPlaces.Of(json) is not { } places)
            return json;
        return random.Next(12) switch
        {
            0 or 1 or 2 => Replaced(json, Any(random, places.Numbers), Utf8(ByteDamage.Pick(random, Numbers))),
            3 => Replaced(json, Any(random, places.Values), Utf8(ByteDamage.Pick(random, Others))),
            4 => Without(json, Any(random, places.Members)),
            5 => Repeated(json, Any(random, places.Members), 1),
            6 => Repeated(json, Any(random, places.Elements), 1 << random.Next(13)),
            7 => Without(json, Any(random, places.Elements)),
            8 => Replaced(json, Any(random, places.Names), Bytes(json, Any(random, places.Names))),
            9 => Replaced(json, Any(random, places.Texts), Longer(random, Bytes(json, Any(random, places.Texts)))),
            10 => Replaced(json, Any(random, places.Values), Bytes(json, Any(random, places.Values))),
            _ => Replaced(json, Any(random, places.Values), AnyValue(random, other)),
        };
    }

    private static byte[] AnyValue(Random random, byte[] json) =>
        JsonPlaces.Of(json) is { } places ? Bytes(json, Any(random, places.Values)) : Utf8("0");

    private static byte[] Longer(Random random, byte[] text) => random.Next(3) == 0
        ? [.. "\""u8, .. Enumerable.Repeat((byte)'x', 1 << random.Next(18)), .. "\""u8] : text;

    private static Range? Any(Random random, List<Range> places) => places.Count == 0 ? null : ByteDamage.Pick(random, places);

    private static byte[] Bytes(byte[] json, Range? place) => place is { } range ? json[range] : Utf8("0");

    private static byte[] Replaced(byte[] json, Range? place, byte[] by) =>
        place is { } range ? [.. json[..range.Start], .. by, .. json[range.End..]] : json;

    /// <summary>Without a member or element, and one of the commas beside it.</summary>
    private static byte[] Without(byte[] json, Range? place)
    {
        if (place is not { } range)
            return json;
        var (start, end) = (range.Start.Value, range.End.Value);
        if (json[end] == ',')
            end++;
        else if (json[start - 1] == ',')
            start--;
        return [.. json[..start], .. json[end..]];
    }

    private static byte[] Repeated(byte[] json, Range? place, int times)
    {
        if (place is not { } range)
            return json;
        var repeated = new MemoryStream();
        for (var i = 0; i < times; i++)
        {
            repeated.Write(","u8);
            repeated.Write(json.AsSpan(range));
        }

        return [.. json[..range.End], .. repeated.ToArray(), .. json[range.End..]];
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
