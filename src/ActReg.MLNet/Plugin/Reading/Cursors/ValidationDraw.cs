using Microsoft.ML.Data;

namespace ActReg.MLNet;

/// <summary>
/// Draws the rows to set aside one by one: by the seed and a row's id, which is the same in every pass, shuffled or not.
/// </summary>
internal sealed record ValidationDraw
{
    private const int DoubleBits = 53;

    private readonly ulong _key;
    private readonly double _limit;

    /// <param name="fraction">The share of rows to set aside, above 0 and below 1.</param>
    /// <param name="seed">The training's.</param>
    public ValidationDraw(float fraction, int seed)
    {
        _key = RandomStreams.Mix(RandomStreams.Mix(unchecked((uint)seed)) + RandomStreams.Validation);
        _limit = fraction * Math.ScaleB(1, DoubleBits);
    }

    public bool SetsAside(DataViewRowId id) => Place(id) < _limit;

    /// <summary>What the seed makes of an id: those with the lowest are set aside.</summary>
    public ulong Place(DataViewRowId id) => RandomStreams.Mix(RandomStreams.Mix(_key ^ id.Low) ^ id.High) >> (64 - DoubleBits);
}
