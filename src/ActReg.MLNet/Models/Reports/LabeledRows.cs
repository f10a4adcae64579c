namespace ActReg.MLNet;

/// <summary>Rows with their labels, in memory.</summary>
/// <param name="Features">Row-major.</param>
/// <param name="Labels">One per row; of classes, the index.</param>
internal sealed record LabeledRows(float[] Features, float[] Labels);
