namespace ActReg.MLNet.Benchmarks.Methods;

/// <summary>How a method fared on a split.</summary>
/// <param name="Score">The accuracy, or R², on the test rows.</param>
/// <param name="LogLoss">The mean of -ln of the probability given to a test row's class; null without probabilities.</param>
/// <param name="FitSeconds">Processor time of training, all threads together, so that other work on the machine does not count.</param>
internal sealed record Figures(double Score, double? LogLoss, double FitSeconds);
