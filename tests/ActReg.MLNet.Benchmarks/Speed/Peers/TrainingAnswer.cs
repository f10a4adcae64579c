namespace ActReg.MLNet.Benchmarks.Speed.Peers;

/// <summary>What a peer's training took.</summary>
/// <param name="Seconds">That count.</param>
/// <param name="Loss">Of the last epoch, to see that it trained the same.</param>
internal sealed record TrainingAnswer(double Seconds, double Loss);
