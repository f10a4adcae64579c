namespace ActReg.MLNet;

/// <summary>A number of rows or vectors that the compiler knows.</summary>
internal interface ITileCount
{
    static abstract int Count { get; }
}

internal readonly struct OneRow : ITileCount
{
    public static int Count => 1;
}

internal readonly struct TwoRows : ITileCount
{
    public static int Count => 2;
}

internal readonly struct ThreeRows : ITileCount
{
    public static int Count => 3;
}

internal readonly struct FourRows : ITileCount
{
    public static int Count => 4;
}

internal readonly struct FiveRows : ITileCount
{
    public static int Count => 5;
}

internal readonly struct SixRows : ITileCount
{
    public static int Count => 6;
}

/// <summary>Eight columns.</summary>
internal readonly struct OneVector : ITileCount
{
    public static int Count => 1;
}

/// <summary>Sixteen columns.</summary>
internal readonly struct TwoVectors : ITileCount
{
    public static int Count => 2;
}
