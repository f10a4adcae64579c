using Microsoft.ML;

namespace ActReg.MLNet.Cli.Sequence;

/// <summary>One way to set up a method; the validation rows choose among those of a method.</summary>
/// <param name="Setting">What people and JSON call it; empty where there is nothing to choose.</param>
/// <param name="Pipeline">From the rows to ML.NET's columns of a binary prediction.</param>
internal sealed record Candidate(string Setting, IEstimator<ITransformer> Pipeline);
