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
        new(name, value == null && FollowsIfLeftOut(typeof(T)) ? "default" : TextOf(value), NumberOf(value), draft => apply(draft, value));

    /// <summary>As tables show it.</summary>
    internal static string TextOf(object? value) => value switch
    {
        null => "none",
        string text => text,
        float or double => Decimal(Convert.ToString(value, CultureInfo.InvariantCulture)!),
        System.Collections.IEnumerable values => $"[{string.Join(", ", values.Cast<object?>().Select(TextOf))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>Whether an option of this type is found from others where it is left out; other types' say that there is none.</summary>
    private static bool FollowsIfLeftOut(Type type) => type == typeof(LearningRateSchedule) || Nullable.GetUnderlyingType(type) != null;

    /// <summary>1E-05 and 0.0001, as .NET writes them, as 1e-5 and 1e-4.</summary>
    private static string Decimal(string text) => double.Parse(text, CultureInfo.InvariantCulture) is var value && value != 0 && Math.Abs(value) is < 1e-3 or >= 1e7 && double.IsFinite(value)
        ? value.ToString("0.########e0", CultureInfo.InvariantCulture) : text;

    // By way of the text, so that the float 0.1 is 0.1 and not 0.10000000149.
    private static double? NumberOf(object? value) =>
        value is float or double or int && double.TryParse(TextOf(value), CultureInfo.InvariantCulture, out var number) ? number : null;
}
