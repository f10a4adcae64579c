namespace ActReg.MLNet;

/// <summary><see cref="BiasInitializer.Zeros"/>.</summary>
internal sealed record ZeroBiasInitializer : BiasInitializer;
