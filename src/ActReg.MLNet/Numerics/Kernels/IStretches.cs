namespace ActReg.MLNet;

/// <summary>Whether the columns that a tile goes through stand in several stretches: a type, so that where they do not nothing is spent on it.</summary>
internal interface IStretches
{
    static abstract bool AreSeveral { get; }
}

internal readonly struct OneStretch : IStretches
{
    public static bool AreSeveral => false;
}

internal readonly struct SeveralStretches : IStretches
{
    public static bool AreSeveral => true;
}
