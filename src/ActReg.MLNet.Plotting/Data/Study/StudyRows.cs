namespace ActReg.MLNet.Plotting;

/// <summary>Which rows a candidate's figures are of.</summary>
internal enum StudyRows
{
    /// <summary>Those that were trained on.</summary>
    Train,

    /// <summary>Those of splits, by which candidates are chosen.</summary>
    Validation,

    /// <summary>The test data.</summary>
    Test,
}
