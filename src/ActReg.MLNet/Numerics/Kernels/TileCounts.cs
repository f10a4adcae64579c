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

internal readonly struct SevenRows : ITileCount
{
    public static int Count => 7;
}

internal readonly struct EightRows : ITileCount
{
    public static int Count => 8;
}

internal readonly struct NineRows : ITileCount
{
    public static int Count => 9;
}

internal readonly struct TenRows : ITileCount
{
    public static int Count => 10;
}

internal readonly struct ElevenRows : ITileCount
{
    public static int Count => 11;
}

internal readonly struct TwelveRows : ITileCount
{
    public static int Count => 12;
}

internal readonly struct OneVector : ITileCount
{
    public static int Count => 1;
}

internal readonly struct TwoVectors : ITileCount
{
    public static int Count => 2;
}
