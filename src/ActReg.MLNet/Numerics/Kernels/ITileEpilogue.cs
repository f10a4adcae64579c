namespace ActReg.MLNet;

/// <summary>What is done to a tile of a product as soon as it is complete, while it is in the nearest cache.</summary>
internal interface ITileEpilogue
{
    void Apply(Tile tile);
}

/// <summary>Nothing.</summary>
internal readonly struct NoEpilogue : ITileEpilogue
{
    public void Apply(Tile tile)
    {
    }
}
