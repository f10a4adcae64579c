namespace ActReg.MLNet;

/// <summary>One vector of floats, or more of them side by side: what a product computes at once of a row.</summary>
internal unsafe interface IVectors<TSelf>
    where TSelf : struct, IVectors<TSelf>
{
    /// <summary>How many floats.</summary>
    static abstract int Count { get; }

    /// <summary>Of how many rows, and two vectors each, the sums fit into the registers with what is multiplied.</summary>
    static abstract int TileRows { get; }

    static abstract TSelf Load(float* from);

    static abstract TSelf Broadcast(float value);

    /// <summary><c>a b + c</c>, rounded once where the machine can.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    void Store(float* to);
}
