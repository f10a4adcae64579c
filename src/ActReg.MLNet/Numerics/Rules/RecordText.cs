using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ActReg.MLNet;

/// <summary>The text of values of a family, as users write them: <c>WarmUp(Epochs = 20)</c>, not <c>WarmUpPenalties { Epochs = 20 }</c>.</summary>
internal static partial class RecordText
{
    /// <param name="value">One of the family.</param>
    /// <param name="suffix">What the names of its types end in.</param>
    /// <param name="printMembers">Its <c>PrintMembers</c>.</param>
    public static string Of(object value, string suffix, Func<StringBuilder, bool> printMembers)
    {
        var name = value.GetType().Name;
        if (name.EndsWith(suffix, StringComparison.Ordinal))
            name = name[..^suffix.Length];
        // What was not given is not told.
        string[] members = [.. Print(printMembers).Split(", ", StringSplitOptions.RemoveEmptyEntries).Where(member => !member.EndsWith(" = ", StringComparison.Ordinal))];
        var text = members.Length > 0 ? $"{name}({string.Join(", ", members)})" : name;
        return Digits().Replace(text, number => float.Parse(number.Value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>What the compiler writes is in the thread's culture, and there is no other way to have it in another.</summary>
    private static string Print(Func<StringBuilder, bool> printMembers)
    {
        var text = new StringBuilder();
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            printMembers(text);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        return text.ToString();
    }

    /// <summary>Numbers of single precision that were made double: 0.9 and not 0.8999999761581421.</summary>
    [GeneratedRegex(@"\d+\.\d{9,}")]
    private static partial Regex Digits();
}
