namespace ActReg.MLNet;

/// <summary>Of each member's matrix what an initializer makes of one alone.</summary>
/// <param name="each">Fills a matrix.</param>
internal sealed class MemberInitializer(IInitializer each) : IInitializer
{
    public void Fill(Span<float> values, ReadOnlySpan<int> shape, RandomState random)
    {
        var matrix = values.Length / shape[0];
        for (var first = 0; first < values.Length; first += matrix)
            each.Fill(values.Slice(first, matrix), shape[1..], random);
    }
}
