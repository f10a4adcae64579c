using System.Globalization;

namespace ActReg.MLNet;

/// <summary>A value of a variation.</summary>
/// <param name="Name">The variation's.</param>
/// <param name="Text">The value, as tables show it; equal for equal values.</param>
/// <param name="Number">The value, where it is a number; else <see langword="null"/>.</param>
/// <param name="Apply">Gives it to a candidate.</param>
internal sealed record StudyValue(string Name, string Text, double? Number, Action<CandidateDraft> Apply)
{
    public static StudyValue Of<T>(string name, T value, Action<CandidateDraft, T> apply) =>
        new(name, TextOf(value), NumberOf(value), draft => apply(draft, value));

    private static string TextOf(object? value) => value switch
    {
        null => "none",
        string text => text,
        // The decimal that was written: 0.0001, not 9.9999997e-05.
        System.Collections.IEnumerable values => $"[{string.Join(", ", values.Cast<object?>().Select(TextOf))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    // By way of the text, so that the float 0.1 is 0.1 and not 0.10000000149.
    private static double? NumberOf(object? value) =>
        value is float or double or int && double.TryParse(TextOf(value), CultureInfo.InvariantCulture, out var number) ? number : null;
}
