namespace ActReg.MLNet.Benchmarks.Generated;

/// <summary>Features and the class, from 0.</summary>
internal readonly record struct LabeledRow(float[] Features, int Label);
