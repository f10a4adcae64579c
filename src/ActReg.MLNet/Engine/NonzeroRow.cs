namespace ActReg.MLNet;

/// <summary>The numbers of a row that are not 0.</summary>
/// <param name="places">Where each stands, ascending.</param>
/// <param name="values">The numbers.</param>
internal readonly ref struct NonzeroRow(ReadOnlySpan<int> places, ReadOnlySpan<float> values)
{
    public ReadOnlySpan<int> Places { get; } = places;

    public ReadOnlySpan<float> Values { get; } = values;

    public int Count => Places.Length;

    /// <summary>Writes them among zeros.</summary>
    public void CopyTo(Span<float> all)
    {
        all.Clear();
        for (var i = 0; i < Places.Length; i++)
            all[Places[i]] = Values[i];
    }
}
