namespace ActReg.MLNet.Cli.CaseStudy;

/// <summary>What one trained network was measured to be.</summary>
/// <param name="TrainAccuracy">After training, 0 to 1.</param>
/// <param name="TestAccuracy">After training, 0 to 1.</param>
/// <param name="TestLogLoss">The mean of -ln of the probability given to the true class.</param>
/// <param name="MeanActivation">Of the hidden layer after ReLU, on the training rows; so are the next two.</param>
/// <param name="ZeroFraction">The share of its values that are exactly 0.</param>
/// <param name="DeadUnitFraction">The share of its units that are 0 on every row.</param>
/// <param name="Seconds">The time that <c>Fit</c> took, measuring the test rows after each epoch included where that was
/// asked for.</param>
internal sealed record TrainingOutcome(
    double TrainAccuracy, double TestAccuracy, double TestLogLoss,
    double MeanActivation, double ZeroFraction, double DeadUnitFraction, double Seconds);
