namespace ActReg.MLNet.Cli.Sequence;

/// <summary>What the recurrent layer's outputs are penalized by.</summary>
internal enum SequencePenalty
{
    None,

    /// <summary>The squares of the last timestep's outputs.</summary>
    L2,

    /// <summary>
    /// The squared differences between the outputs of neighboring timesteps, which a second layer of the same cell then reads.
    /// </summary>
    Temporal,
}
