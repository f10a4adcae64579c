namespace ActReg.MLNet.Cli.Sequence;

/// <summary>What happens to the lamp at a timestep.</summary>
internal enum LampEvent
{
    /// <summary>It stays as it is.</summary>
    Nothing,

    /// <summary>It is lit, whatever it was.</summary>
    On,

    /// <summary>It is dark, whatever it was.</summary>
    Off,

    /// <summary>It is lit if it was dark, and dark if it was lit.</summary>
    Toggle,
}
