namespace ActReg.MLNet.Interchange;

/// <summary>A dictionary of a pickle, in order.</summary>
internal sealed class PickleDictionary
{
    private readonly List<KeyValuePair<object?, object?>> _items = [];

    public IReadOnlyList<KeyValuePair<object?, object?>> Items => _items;

    /// <summary>Keys and values by turns.</summary>
    public void Add(IReadOnlyList<object?> pairs)
    {
        if (pairs.Count % 2 != 0)
            throw StateDict.Damaged("its pickle has a key without a value");
        for (var i = 0; i < pairs.Count; i += 2)
            _items.Add(new(pairs[i], pairs[i + 1]));
    }
}
