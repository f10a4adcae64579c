namespace ActReg.MLNet;

/// <summary>What one epoch measured of a metric that is only measured where it is watched.</summary>
/// <param name="Name">The metric's name.</param>
/// <param name="Value">Its value; <see cref="double.NaN"/> where scores were not finite.</param>
public readonly record struct ValidationMetricValue(string Name, double Value);
