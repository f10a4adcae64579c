namespace ActReg.MLNet;

/// <summary>Where values stand that are taken in ascending order.</summary>
internal static class SortedPlaces
{
    /// <summary>The place of the least, of the second least, and so on.</summary>
    public static int[] Of(ReadOnlySpan<float> values)
    {
        int[] places = [.. Enumerable.Range(0, values.Length)];
        values.ToArray().AsSpan().Sort(places.AsSpan());
        return places;
    }
}
