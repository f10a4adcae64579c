namespace ActReg.MLNet.Tests.Architecture;

/// <summary>A file's use of what another file of its project declares.</summary>
internal sealed record FileUse(string From, string To, string Names)
{
    public override string ToString() => $"{From} uses {To} ({Names})";
}
