namespace ActReg.MLNet;

/// <summary>A trained network of an ensemble.</summary>
/// <param name="Result">What its training ended with.</param>
/// <param name="SetAside">The rows that it did not see, of those that all were trained on; null where it had none of its own.</param>
internal sealed record EnsembleMember(TrainingResult Result, MemoryRows? SetAside);
