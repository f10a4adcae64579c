using System.Globalization;
using System.Text.RegularExpressions;

namespace ActReg.MLNet;

/// <summary>Values that are records, as users write them: <c>Sgd(Momentum = 0.9)</c>, not <c>SgdOptimizer { Momentum = 0.8999999761581421, Clip = }</c>.</summary>
internal static partial class ValueText
{
    public static string Of(string text)
    {
        text = Digits().Replace(text, number => float.Parse(number.Value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture));
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

    [GeneratedRegex(@"(?<name>\w+?)(Layer|ActivityRegularizer|Regularizer|Optimizer|Schedule)? \{ (?<members>[^{}]*?)\s*\}")]
    private static partial Regex Innermost();

    /// <summary>Numbers of single precision that were made double.</summary>
    [GeneratedRegex(@"\d+\.\d{9,}")]
    private static partial Regex Digits();

    /// <summary>Commas that stand in no list or call.</summary>
    [GeneratedRegex(@", (?![^(\[]*[)\]])")]
    private static partial Regex Separator();
}
