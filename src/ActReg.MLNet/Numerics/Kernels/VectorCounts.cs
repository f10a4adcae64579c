namespace ActReg.MLNet;

internal readonly struct ThreeVectors : ITileCount
{
    public static int Count => 3;
}

internal readonly struct FourVectors : ITileCount
{
    public static int Count => 4;
}

internal readonly struct FiveVectors : ITileCount
{
    public static int Count => 5;
}

internal readonly struct SixVectors : ITileCount
{
    public static int Count => 6;
}

internal readonly struct SevenVectors : ITileCount
{
    public static int Count => 7;
}

internal readonly struct EightVectors : ITileCount
{
    public static int Count => 8;
}
