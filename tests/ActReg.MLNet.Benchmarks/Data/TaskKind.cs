namespace ActReg.MLNet.Benchmarks.Data;

/// <summary>What is predicted.</summary>
internal enum TaskKind
{
    Binary,
    Multiclass,
    Regression,
}
