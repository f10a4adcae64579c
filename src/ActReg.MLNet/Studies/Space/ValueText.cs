using System.Text.RegularExpressions;

namespace ActReg.MLNet;

/// <summary>Values that are records, as users write them: <c>L1(Strength = 0.01)</c>, not <c>L1Regularizer { Strength = 0.01, Target = }</c>.</summary>
internal static partial class ValueText
{
    public static string Of(string text)
    {
        // From the innermost record outwards.
        for (var next = Step(text); next != text; next = Step(text))
            text = next;
        return text;
    }

    private static string Step(string text) => Innermost().Replace(text, record =>
    {
        string[] members = [.. Separator().Split(record.Groups["members"].Value).Where(member => member.Length > 0 && !member.TrimEnd().EndsWith('='))];
        return members.Length == 0 ? record.Groups["name"].Value : $"{record.Groups["name"].Value}({string.Join(", ", members)})";
    });

    [GeneratedRegex(@"(?<name>\w+?)(Layer|Regularizer|Regularization)? \{ (?<members>[^{}]*?)\s*\}")]
    private static partial Regex Innermost();

    /// <summary>Commas that stand in no list or call.</summary>
    [GeneratedRegex(@", (?![^(\[]*[)\]])")]
    private static partial Regex Separator();
}
