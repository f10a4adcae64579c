namespace ActReg.MLNet;

/// <summary>What has a network whose layers are no use to others.</summary>
internal interface IWithholdsItsNetwork
{
    /// <summary>What it is, and why: the end of a message.</summary>
    string WhyWithheld { get; }
}
