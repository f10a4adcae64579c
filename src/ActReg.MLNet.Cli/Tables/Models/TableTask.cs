namespace ActReg.MLNet.Cli.Tables;

/// <summary>What a model tells of a row.</summary>
internal enum TableTask
{
    /// <summary>Which of two values.</summary>
    Binary,

    /// <summary>Which of several values.</summary>
    Multiclass,

    /// <summary>A number.</summary>
    Regression,
}
