using System.Text;

namespace ActReg.MLNet;

/// <summary>The text of values of a family, as users write them: <c>WarmUp(Epochs = 20)</c>, not <c>WarmUpPenalties { Epochs = 20 }</c>.</summary>
internal static class RecordText
{
    /// <param name="value">One of the family.</param>
    /// <param name="suffix">What the names of its types end in.</param>
    /// <param name="printMembers">Its <c>PrintMembers</c>.</param>
    public static string Of(object value, string suffix, Func<StringBuilder, bool> printMembers)
    {
        var name = value.GetType().Name;
        if (name.EndsWith(suffix, StringComparison.Ordinal))
            name = name[..^suffix.Length];
        var text = new StringBuilder();
        printMembers(text);
        // What was not given is not told.
        string[] members = [.. text.ToString().Split(", ", StringSplitOptions.RemoveEmptyEntries).Where(member => !member.EndsWith(" = ", StringComparison.Ordinal))];
        return members.Length > 0 ? $"{name}({string.Join(", ", members)})" : name;
    }
}
