namespace ActReg.MLNet.Interchange;

/// <summary>Names in alphabetical order, numbers at their ends by value: <c>dense</c>, <c>dense_2</c>, <c>dense_10</c>.</summary>
internal sealed class NaturalOrder : IComparer<string>
{
    public int Compare(string? x, string? y)
    {
        var ((name, number), (otherName, otherNumber)) = (Split(x ?? ""), Split(y ?? ""));
        var order = string.CompareOrdinal(name, otherName);
        if (order == 0)
            order = number.Length.CompareTo(otherNumber.Length);
        return order != 0 ? order : string.CompareOrdinal(number, otherNumber);
    }

    private static (string Name, string Number) Split(string text)
    {
        var name = text.TrimEnd("0123456789".ToCharArray());
        var number = text[name.Length..].TrimStart('0');
        return (name.TrimEnd('_'), number);
    }
}
