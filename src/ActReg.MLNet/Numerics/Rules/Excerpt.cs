using System.Globalization;

namespace ActReg.MLNet;

/// <summary>Texts of somebody else's in messages: however long they are, a message is not.</summary>
internal static class Excerpt
{
    private const int MostValues = 16;

    /// <summary>A list, without its end where it is long.</summary>
    public static string Of<T>(IReadOnlyList<T> values) =>
        $"[{string.Join(", ", values.Take(MostValues).Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)))}{(values.Count > MostValues ? $", … ({values.Count} in all)" : "")}]";

    /// <summary>A text, without its middle where it is long.</summary>
    public static string Of(string text, int mostCharacters = 400) => text.Length <= mostCharacters
        ? text : $"{text.AsSpan(0, mostCharacters / 2)}…{text.AsSpan(text.Length - mostCharacters / 2)}";
}
